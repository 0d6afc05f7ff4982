import { createHash, randomBytes, randomInt } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { output, pct, peer, run } from "./peers.js";

/**
 * Files and keys cross between `pct` and the tools that people have, in both directions. New keys and secrets
 * in each run; the vectors cover files made earlier.
 */

const age = peer("age");
const openssl = peer("openssl");
const python = peer("python");
const sshKeygen = peer("ssh-keygen");

let folder = "";
const path = (name: string): string => join(folder, name);
const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-interop-"));
  pct(folder, ["create"]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Text in several scripts, and bytes, up to the 382 that one RSA block of 4096 bits holds. */
function randomSecret(index: number): Buffer {
  const maximum = 382;
  if (index === 0) return Buffer.from("x");
  if (index === 1) return randomBytes(maximum);
  if (index % 3 === 0) return randomBytes(randomInt(1, maximum + 1));
  const alphabet = index % 3 === 1 ? "abcXYZ019!@#$%^&*() " : "ñÑáéíóúü¿¡€çß漢字🔑 aB3";
  const characters = Array.from(alphabet);
  let text = "";
  for (let length = randomInt(1, 80); length > 0; length--) {
    text += characters[randomInt(characters.length)] ?? "";
  }
  return Buffer.from(text);
}

/** Around the boundaries of age's 64 KiB chunks and of one RSA block. */
const sizes = [0, 1, 20, 382, 383, 65535, 65536, 65537, 131072, 1048575, 1048576, 1048577];

const opensslOaep = [
  ...["-pkeyopt", "rsa_padding_mode:oaep"],
  ...["-pkeyopt", "rsa_oaep_md:sha512"],
  ...["-pkeyopt", "rsa_mgf1_md:sha512"],
];

/** Decrypts each file with the key, as pycrypto-tali does, and prints the secrets in hex. */
const pythonDecrypt = `
import base64, sys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
key = serialization.load_pem_private_key(open(sys.argv[1], "rb").read(), None)
oaep = padding.OAEP(padding.MGF1(hashes.SHA512()), hashes.SHA512(), None)
for name in sys.argv[2:]:
    print(key.decrypt(base64.b64decode(open(name, "rb").read()), oaep).hex())
`;

const pythonEncrypt = `
import base64, sys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
key = serialization.load_pem_public_key(open(sys.argv[1], "rb").read())
oaep = padding.OAEP(padding.MGF1(hashes.SHA512()), hashes.SHA512(), None)
for line in sys.stdin:
    print(base64.b64encode(key.encrypt(bytes.fromhex(line), oaep)).decode())
`;

describe("classic files", () => {
  const secrets = Array.from({ length: 50 }, (_, index) => randomSecret(index));
  const names = secrets.map((_, index) => `secret-${index.toString()}.txt`);

  beforeAll(() => {
    secrets.forEach((secret, index) => {
      writeFileSync(path("plain"), secret);
      pct(folder, ["encrypt", "plain", "--format", "classic", "-o", names[index] ?? ""]);
    });
  });

  it.skipIf(python === null)("Python cryptography decrypts 50 files of pct", () => {
    const opened = output(python ?? "", ["-c", pythonDecrypt, "private_key.pem", ...names], {
      cwd: folder,
    });
    expect(opened.toString().trim().split("\n")).toEqual(
      secrets.map((secret) => secret.toString("hex")),
    );
  });

  it.skipIf(openssl === null)("openssl pkeyutl decrypts 50 files of pct", () => {
    names.forEach((name, index) => {
      const block = Buffer.from(readFileSync(path(name), "latin1"), "base64");
      const opened = output(
        openssl ?? "",
        ["pkeyutl", "-decrypt", "-inkey", "private_key.pem", ...opensslOaep],
        { cwd: folder, input: block },
      );
      expect(opened).toEqual(secrets[index]);
    });
  });

  it("encrypts a piped line without its newline", () => {
    pct(folder, ["encrypt", "-o", "piped.txt"], { input: "aB3$kL9!\n" });
    expect(pct(folder, ["decrypt", "piped.txt"]).toString()).toBe("aB3$kL9!");
  });

  it.skipIf(python === null)("pct decrypts those of Python cryptography", () => {
    const lines = output(python ?? "", ["-c", pythonEncrypt, "public_key.pem"], {
      cwd: folder,
      input: secrets
        .slice(0, 10)
        .map((secret) => `${secret.toString("hex")}\n`)
        .join(""),
    });
    lines
      .toString()
      .trim()
      .split("\n")
      .forEach((line, index) => {
        writeFileSync(path("python.txt"), line);
        expect(pct(folder, ["decrypt", "python.txt"])).toEqual(secrets[index]);
      });
  });

  it.skipIf(openssl === null)("pct decrypts those of openssl, in base64 and in binary", () => {
    const block = output(
      openssl ?? "",
      ["pkeyutl", "-encrypt", "-pubin", "-inkey", "public_key.pem", ...opensslOaep],
      { cwd: folder, input: "made by openssl" },
    );
    writeFileSync(path("openssl.bin"), block);
    writeFileSync(path("openssl.txt"), output(openssl ?? "", ["base64"], { input: block }));
    for (const name of ["openssl.bin", "openssl.txt"]) {
      expect(pct(folder, ["decrypt", name]).toString()).toBe("made by openssl");
    }
  });
});

describe.skipIf(age === null)("age files", () => {
  it.each(sizes)("age -d -i private_key.pem decrypts %i bytes of pct", (size) => {
    const content = randomBytes(size);
    writeFileSync(path("plain"), content);
    pct(folder, ["encrypt", "plain", "--force"]);
    pct(folder, ["encrypt", "plain", "--armor", "-o", "armored.age", "--force"]);
    for (const name of ["plain.age", "armored.age"]) {
      const opened = output(age ?? "", ["-d", "-i", "private_key.pem", name], { cwd: folder });
      expect(sha256(opened)).toBe(sha256(content));
    }
  });

  it.skipIf(sshKeygen === null).each(sizes)("pct decrypts %i bytes of age", (size) => {
    const content = randomBytes(size);
    const line = output(sshKeygen ?? "", ["-i", "-m", "PKCS8", "-f", "public_key.pem"], {
      cwd: folder,
    });
    for (const armor of [[], ["-a"]]) {
      const encrypted = output(age ?? "", [...armor, "-r", line.toString().trim()], {
        input: content,
      });
      expect(sha256(pct(folder, ["decrypt", "-"], { input: encrypted }))).toBe(sha256(content));
    }
  });

  it.skipIf(sshKeygen === null)(
    "age decrypts with ssh-ed25519 and age1 identities what pct encrypts to them",
    () => {
      output(sshKeygen ?? "", ["-q", "-t", "ed25519", "-N", "", "-f", path("id_ed25519")]);
      output("age-keygen", ["-o", path("identity.txt")]);
      const recipient = output("age-keygen", ["-y", path("identity.txt")])
        .toString()
        .trim();
      writeFileSync(path("plain"), "for three");
      const recipients = ["public_key.pem", "id_ed25519.pub", recipient];
      pct(folder, ["encrypt", "plain", "--force", ...recipients.flatMap((name) => ["-r", name])]);
      for (const identity of ["private_key.pem", "id_ed25519", "identity.txt"]) {
        const arguments_ = ["-d", "-i", identity, "plain.age"];
        expect(output(age ?? "", arguments_, { cwd: folder }).toString()).toBe("for three");
        expect(pct(folder, ["decrypt", "plain.age", "-i", identity]).toString()).toBe("for three");
      }
    },
  );
});

describe("keys", () => {
  it.skipIf(sshKeygen === null)("prints the fingerprint that ssh-keygen prints", () => {
    const line = output(sshKeygen ?? "", ["-i", "-m", "PKCS8", "-f", "public_key.pem"], {
      cwd: folder,
    });
    writeFileSync(path("id_rsa.pub"), line);
    const [, expected] = output(sshKeygen ?? "", ["-l", "-f", path("id_rsa.pub")])
      .toString()
      .split(" ");
    expect(pct(folder, ["fingerprint"]).toString().trim()).toBe(expected);
  });

  it.skipIf(openssl === null)("openssl reads a private key that pct encrypted", () => {
    writeFileSync(path("passphrase"), "contraseña ñandú € 🔐\n");
    const encrypted = mkdtempSync(path("encrypted-"));
    pct(encrypted, ["create", "--bits", "2048", "--passphrase-file", path("passphrase")]);
    const opened = output(
      openssl ?? "",
      ["pkey", "-in", "private_key.pem", "-passin", `file:${path("passphrase")}`, "-pubout"],
      { cwd: encrypted },
    );
    expect(opened).toEqual(readFileSync(join(encrypted, "public_key.pem")));
  });

  it.skipIf(openssl === null).each(["2048", "3072"])(
    "encrypts and decrypts with keys of openssl genrsa %s",
    (bits) => {
      output(openssl ?? "", ["genrsa", "-traditional", "-out", path("pkcs1.pem"), bits]);
      output(openssl ?? "", ["rsa", "-in", path("pkcs1.pem"), "-pubout", "-out", path("spki.pem")]);
      const args = ["encrypt", "-r", "spki.pem", "-o", "x.txt", "--force"];
      pct(folder, args, { input: "hello" });
      expect(pct(folder, ["decrypt", "x.txt", "-i", "pkcs1.pem"]).toString()).toBe("hello");
    },
  );

  it.skipIf(sshKeygen === null)("encrypts and decrypts with keys of ssh-keygen -t rsa", () => {
    output(sshKeygen ?? "", ["-q", "-t", "rsa", "-b", "3072", "-N", "", "-f", path("id_rsa3072")]);
    pct(folder, ["encrypt", "-r", "id_rsa3072.pub", "-o", "y.txt", "--force"], { input: "hello" });
    expect(pct(folder, ["decrypt", "y.txt", "-i", "id_rsa3072"]).toString()).toBe("hello");
  });
});

describe("post-quantum files", () => {
  /** age 1.3 or later, which Debian does not have yet; without it, age-encryption takes its place. */
  const isHybridAge = age !== null && run("age-keygen", ["-pq"]).status === 0;

  it(`cross between pct and ${isHybridAge ? "age" : "age-encryption"} in both directions`, async () => {
    const identity = isHybridAge
      ? output("age-keygen", ["-pq"]).toString()
      : await generateHybridIdentity();
    writeFileSync(path("pq.txt"), identity, { mode: 0o600 });
    const [key = ""] = /AGE-SECRET-KEY-PQ-1\w+/.exec(identity) ?? [];
    const recipient = await identityToRecipient(key);
    writeFileSync(path("plain"), "for later");

    pct(folder, ["encrypt", "plain", "-r", recipient, "-o", "ours.age", "--force"]);
    const opened = isHybridAge
      ? output("age", ["-d", "-i", "pq.txt", "ours.age"], { cwd: folder })
      : await libraryDecrypts(key, readFileSync(path("ours.age")));
    expect(Buffer.from(opened).toString()).toBe("for later");

    const theirs = isHybridAge
      ? output("age", ["-r", recipient, "plain"], { cwd: folder })
      : await libraryEncrypts(recipient, "for later");
    writeFileSync(path("theirs.age"), theirs);
    expect(pct(folder, ["decrypt", "theirs.age", "-i", "pq.txt"]).toString()).toBe("for later");
  });

  async function libraryDecrypts(identity: string, file: Uint8Array): Promise<Uint8Array> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return decrypter.decrypt(file);
  }

  async function libraryEncrypts(recipient: string, content: string): Promise<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return encrypter.encrypt(content);
  }
});
