import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import {
  checkPassword,
  generatePassword,
  hashPassword,
  needsRehash,
  verifyPassword,
} from "@pct/security";

import { output, peer } from "./peers.js";

/**
 * Compares with the real werkzeug: each side checks the hashes of the other, with new passwords in each run.
 * One Python process for each direction.
 */

const werkzeug = peer("werkzeug");

/**
 * Answers a list of requests. Werkzeug supports scrypt from 2.3; for older versions the program calls
 * `hashlib.scrypt`, as newer ones do. `cipher_password` follows the description of BackEndBase's.
 */
const program = `
import base64, hashlib, hmac, json, sys, unicodedata
from werkzeug import security

try:
    security.generate_password_hash("x", "scrypt:1024:8:1")
    has_scrypt = True
except ValueError:
    has_scrypt = False

def scrypt(method, salt, password):
    n, r, p = map(int, method.split(":")[1:])
    key = hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=132 * n * r * p)
    return f"{method}\${salt}\${key.hex()}"

def generate(password, method, salt_length):
    if method.startswith("scrypt:") and not has_scrypt:
        return scrypt(method, security.gen_salt(salt_length), password)
    return security.generate_password_hash(password, method, salt_length)

def check(stored, password):
    if stored.startswith("scrypt:") and not has_scrypt:
        method, salt, _ = stored.split("$")
        return hmac.compare_digest(scrypt(method, salt, password), stored)
    return security.check_password_hash(stored, password)

def digest(text):
    return hashlib.sha512(text.encode()).hexdigest()

def cipher_password(text, keys):
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    hashed = digest(plain.replace(" ", "_"))
    parts = keys["secretKey"], hashed, digest(keys["hashKey"]), digest(keys["csrfSessionKey"])
    return base64.b64encode("".join(parts).encode()).decode()

answers = []
for request in json.load(sys.stdin):
    text = request["text"]
    if "keys" in request:
        text = cipher_password(text, request["keys"])
    if "hash" in request:
        answers.append(check(request["hash"], text))
    else:
        answers.append(generate(text, request["method"], request["saltLength"]))
json.dump(answers, sys.stdout)
`;

interface Request {
  readonly text: string;
  /** Passes the text through BackEndBase's `cipher_password` first. */
  readonly keys?: typeof keys;
  /** If given, the request checks this hash; otherwise it makes one. */
  readonly hash?: string;
  /** Method and salt of the new hash. */
  readonly method?: string;
  readonly saltLength?: number;
}

function ask(requests: readonly Request[]): unknown[] {
  const input = JSON.stringify(requests);
  return JSON.parse(output(werkzeug ?? "", ["-c", program], { input }).toString()) as unknown[];
}

const keys = { secretKey: "clave ñ", csrfSessionKey: "b".repeat(64), hashKey: "🔑" };

/** Any bytes, graphemes, ASCII, and the empty password. */
const passwords = fc.sample(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
  ),
  100,
);

/** Characters that every version of Unicode decomposes in the same way. */
const texts = fc.sample(
  fc.string({
    unit: fc.constantFrom(
      ...Array.from("abcXYZ019!$% ñÑáéíóúüÜ¿¡€çß漢字ÅÅé\u0301\u0303हिंदीд🔑🗝️\u3000\u00a0_-"),
    ),
    maxLength: 40,
  }),
  50,
);

/** Cheap methods, and every twentieth at its usual cost. */
function methodOf(index: number): string {
  const quick = [
    "pbkdf2:sha256:1000",
    "pbkdf2:sha512:1000",
    "pbkdf2:sha512:1",
    "pbkdf2:sha1:500",
    "pbkdf2:sha384:77",
    "pbkdf2:sha224:100",
    "scrypt:1024:8:1",
    "scrypt:256:4:3",
  ];
  const costly = ["pbkdf2:sha256:600000", "pbkdf2:sha512:220000", "scrypt:32768:8:1"];
  const methods = index % 20 === 19 ? costly : quick;
  return methods[index % methods.length] ?? "";
}

/** A wrong password: one character longer. */
const wrong = (text: string): string => `${text}x`;

/** The answers to pairs of a right and a wrong password. */
const rightAndWrong = (count: number): boolean[] =>
  Array.from({ length: count }, () => [true, false]).flat();

describe.skipIf(werkzeug === null)("werkzeug", () => {
  it("verifies 100 hashes of hashPassword and 50 of generatePassword, and rejects wrong passwords", async () => {
    const hashes = await Promise.all(
      passwords.map((text, i) => hashPassword(text, { method: methodOf(i) })),
    );
    const stored = await Promise.all(
      texts.map((text, i) =>
        generatePassword(text, keys, i % 10 === 0 ? {} : { iterations: 1000 }),
      ),
    );
    const answers = ask([
      ...passwords.flatMap((text, i) =>
        [text, wrong(text)].map((typed) => ({ text: typed, hash: hashes[i] ?? "" })),
      ),
      ...texts.flatMap((text, i) =>
        [text, wrong(text)].map((typed) => ({ text: typed, keys, hash: stored[i] ?? "" })),
      ),
    ]);
    expect(answers).toEqual(rightAndWrong(150));
  });
});

describe.skipIf(werkzeug === null)("hashes of werkzeug", () => {
  let hashes: string[] = [];
  beforeAll(() => {
    hashes = ask([
      ...passwords.map((text, i) => ({ text, method: methodOf(i), saltLength: 8 + (i % 17) })),
      ...texts.map((text, i) => ({
        text,
        keys,
        method: `pbkdf2:sha512:${i % 10 === 0 ? "50000" : "1000"}`,
        saltLength: 10,
      })),
    ]) as string[];
  });

  it("verifyPassword verifies 100 of them, and rejects wrong passwords", async () => {
    const answers = await Promise.all(
      passwords.flatMap((text, i) =>
        [text, wrong(text)].map((typed) => verifyPassword(hashes[i] ?? "", typed)),
      ),
    );
    expect(answers).toEqual(rightAndWrong(100));
  });

  it("checkPassword verifies 50 of BackEndBase, and needsRehash reports each", async () => {
    const stored = hashes.slice(passwords.length);
    const answers = await Promise.all(
      texts.flatMap((text, i) =>
        [text, wrong(text)].map((typed) => checkPassword(stored[i] ?? "", typed, keys)),
      ),
    );
    expect(answers).toEqual(rightAndWrong(50));
    expect(stored.map(needsRehash)).not.toContain(false);
  });
});
