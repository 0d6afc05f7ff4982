import { base64 } from "@scure/base";
import { describe, expect, it } from "vitest";

import {
  decrypt,
  encrypt,
  encryptSecret,
  fingerprint,
  importPrivateKey,
  importPublicKey,
} from "@pct/core";
import { explainFailure, readCiphertext } from "@pct/core/ciphertext";
import { findCiphertext, findKeys } from "@pct/core/pasted";
import type { FoundKey } from "@pct/core/pasted";

import { isPctError, PctError } from "#/errors.js";
import { MAX_KEY_FILE_BYTES, MAX_PASTED_BYTES } from "#/limits.js";
import { readings } from "#/pasted/readings.js";
import { sampleBytes, utf8 } from "./byte-streams.js";
import { expectRefused } from "./refusal.js";
import {
  anyKey,
  decryptOk,
  file,
  first,
  fileNames,
  privateKey,
  publicKeys,
  text,
} from "./vectors.js";

/**
 * What must come of each file in `vectors/pasted`. A key is written as its half, its name and its line;
 * `pair` is private_key.pem of the same folder. `decrypt` is what every program says that decrypts.
 */
const outcomes = (
  JSON.parse(text("pasted-outcomes.json")) as {
    readonly file: string;
    readonly keys: string;
    readonly ciphertext: string;
    readonly decrypt: string;
  }[]
).map((row) => [row.file, row.keys, row.ciphertext, row.decrypt] as const);

/** The folder of a file in `vectors/pasted`, which has keys of its own. */
function folderOf(name: string): string {
  return name.startsWith("variants/") ? "variants/" : "";
}

const KEYS = {
  "": { pair: "private_key.pem", rsa: "rsa.openssh" },
  "variants/": { pair: "variants/keys/private_key.pem", rsa: "variants/keys/rs" },
} as const;

/** `pair` or `rsa` for an RSA key of the folder; otherwise its kind. */
async function nameOf({ text: key, half }: FoundKey, folder: keyof typeof KEYS): Promise<string> {
  if (/^age1|^AGE-SECRET/.test(key)) return "age";
  if (key.startsWith("ssh-ed25519")) return "ed25519";
  let own: string;
  try {
    const load = half === "public" ? importPublicKey : importPrivateKey;
    own = await fingerprint(await load(key));
  } catch (error) {
    if (!isPctError(error)) throw error;
    return error.code === "key-unsupported" ? "ed25519" : "locked";
  }
  for (const [name, path] of Object.entries(KEYS[folder])) {
    const known = await importPrivateKey(text(`pasted/${path}`));
    if ((await fingerprint(known)) === own) return name;
  }
  return "another";
}

async function describeKeys(name: string): Promise<string> {
  try {
    const { keys, unusable } = findKeys(file(`pasted/${name}`));
    const folder = folderOf(name) as keyof typeof KEYS;
    const found = await Promise.all(
      keys.map(async (key) => {
        const line = key.line === null ? "" : `:${key.line.toString()}`;
        const source = key.isFromCertificate ? " certificate" : "";
        return `${key.half} ${await nameOf(key, folder)}${line}${source}`;
      }),
    );
    const refused = unusable.map(({ line, error }) => {
      const reason = error.code === "key-unsupported" ? error.params.kind : error.code;
      return `unusable ${reason}:${String(line)}`;
    });
    return [...found, ...refused].join(", ");
  } catch (error) {
    if (!isPctError(error)) throw error;
    return error.code === "key-unsupported" ? `${error.code} ${error.params.kind}` : error.code;
  }
}

function identitiesFor(name: string): string[] {
  const folder = folderOf(name);
  const names = folder === "" ? ["private_key.pem", "ed25519.openssh"] : ["keys/private_key.pem"];
  return names.map((key) => text(`pasted/${folder}${key}`));
}

async function describeCiphertext(name: string): Promise<string> {
  const identities = identitiesFor(name);
  let found: Uint8Array | null = null;
  try {
    found = findCiphertext(file(`pasted/${name}`));
    if (found === null) return "none";
    await decrypt(found, { identities });
    return "opens";
  } catch (error) {
    if (!isPctError(error)) throw error;
    return found === null ? error.code : `found, ${error.code}`;
  }
}

/** `opens`, or the error with the params that choose its sentence. */
async function describeDecryption(given: Uint8Array, identities: string[]): Promise<string> {
  const describeError = (error: unknown): string => {
    if (!isPctError(error)) throw error;
    return [error.code, ...Object.values<unknown>(error.params)].join(" ");
  };
  let ciphertext: Uint8Array;
  try {
    ciphertext = (await readCiphertext(given)).content ?? given;
  } catch (error) {
    return describeError(error);
  }
  try {
    await decrypt(ciphertext, { identities });
    return "opens";
  } catch (error) {
    return describeError(await explainFailure(error, ciphertext));
  }
}

describe("pasted files", () => {
  it("lists each file", () => {
    const names = fileNames.filter((name) => name.startsWith("pasted/")).sort();
    expect(outcomes.map(([name]) => `pasted/${name}`).sort()).toEqual(names);
  });

  it.each(outcomes)("[X1] [X2] %s: %s, %s", async (name, keys, ciphertext) => {
    expect(await describeKeys(name)).toBe(keys);
    expect(await describeCiphertext(name)).toBe(ciphertext);
  });

  it.each(outcomes)("[X10] [X11] %s: %s, %s, %s", async (name, _, __, decryption) => {
    const found = await describeDecryption(file(`pasted/${name}`), identitiesFor(name));
    expect(found).toBe(decryption);
  });
});

describe("readCiphertext", () => {
  const { ciphertext } = first(decryptOk);
  const block = (bytes: number): string => base64.encode(sampleBytes(bytes));

  it("[X10] gives the format, and the ciphertext where it stands in other text", async () => {
    const classic = { format: "classic", content: null };
    expect(await readCiphertext(utf8(ciphertext))).toEqual(classic);
    expect((await readCiphertext(utf8(`Hola:\n\n> ${ciphertext}`))).content).not.toBeNull();
    const sealed = await encrypt(utf8("x"), { passphrase: "frase", workFactor: 10 });
    expect(await readCiphertext(sealed)).toEqual({ format: "age-passphrase", content: null });
    expect(await readCiphertext(sealed.subarray(0, 150), 1e9)).toMatchObject({ content: null });
  });

  it("[X10] takes a block of any length that a key may have, raw or in base64", async () => {
    for (const bytes of [256, 257, 375, 512, 1000, 1024]) {
      const classic = { format: "classic", content: null };
      expect(await readCiphertext(sampleBytes(bytes))).toEqual(classic);
      expect(await readCiphertext(utf8(block(bytes)))).toEqual(classic);
    }
    for (const bytes of [200, 255, 1025]) {
      const refused = { code: "ciphertext-not-recognized", params: { found: "cut" } };
      await expect(readCiphertext(utf8(block(bytes)))).rejects.toMatchObject(refused);
    }
  });

  it("[X11] says that a cut text is cut once a key was tried", async () => {
    const pem = text(anyKey.private);
    const cut = utf8(block(300));
    expect(await describeDecryption(cut, [pem])).toBe("ciphertext-not-recognized cut");
    const note = utf8("Hola, ".repeat(60));
    expect(await describeDecryption(note, [pem])).toBe("ciphertext-not-recognized unknown");
    expect(await describeDecryption(sampleBytes(300), [pem])).toBe(
      "ciphertext-not-recognized unknown",
    );
  });

  it("[X11] leaves every other error as it is", async () => {
    const error = new RangeError("x");
    expect(await explainFailure(error, utf8(ciphertext))).toBe(error);
    const other = new PctError("identity-required");
    expect(await explainFailure(other, utf8("x"))).toBe(other);
  });
});

describe("findCiphertext", () => {
  const { ciphertext, key } = first(decryptOk);

  it("[X3] rejects two ciphertexts", async () => {
    const { publicKey } = await privateKey(key);
    const other = await encryptSecret("x", publicKey);
    const sealed = await encrypt(utf8("x"), { recipients: [publicKey], armor: true });
    const armored = new TextDecoder().decode(sealed);
    for (const [a, b] of [
      [ciphertext, other],
      [ciphertext, ciphertext],
      [ciphertext, armored],
      [armored, armored],
    ]) {
      const mail = `Hola:\n\n> ${String(a).replaceAll("\n", "\n> ")}\n\ny\n\n> ${String(b).replaceAll("\n", "\n> ")}\n`;
      await expectRefused(() => findCiphertext(mail), "ciphertext-several");
    }
  });

  it("[X4] changes no byte of a ciphertext: one that was changed does not decrypt", async () => {
    const { publicKey, ...rest } = await privateKey(key);
    const identities = [{ publicKey, ...rest }];
    const sealed = await encrypt(sampleBytes(300), { recipients: [publicKey], armor: true });
    const lines = new TextDecoder().decode(sealed).split("\n");
    for (let line = 1; line < lines.length - 2; line++) {
      const damaged = lines
        .map((content, i) =>
          i === line ? content.replace(/[A-Za-z]/, (c) => (c === "A" ? "B" : "A")) : content,
        )
        .join("\n> ");
      const found = findCiphertext(`> ${damaged}`);
      if (found === null) continue;
      await expect(decrypt(found, { identities })).rejects.toSatisfy(isPctError);
      const cut = lines.filter((_, i) => i !== line).join("\n");
      const short = findCiphertext(`Hola\n${cut}`);
      if (short !== null)
        await expect(decrypt(short, { identities })).rejects.toSatisfy(isPctError);
    }
  });

  it("[X5] finds nothing in text, and nothing in a long file", () => {
    expect(findCiphertext("Hola Ana,\n\nte llamo mañana.\n")).toBeNull();
    expect(findCiphertext(`${" ".repeat(MAX_PASTED_BYTES)}${ciphertext}`)).toBeNull();
  });
});

describe("findKeys", () => {
  it("[X6] ignores the comment of an identity file, which names its public key", () => {
    const { keys } = findKeys(file("pasted/variants/plain_age_id.txt"));
    expect(keys.map(({ half }) => half)).toEqual(["private"]);
  });

  it("[X6] gives a key once that stands there twice", () => {
    const pem = text(anyKey.public);
    const { keys } = findKeys(`${pem}\n${pem}\n${text(anyKey.sshPublic)}`);
    expect(keys).toHaveLength(1);
  });

  it("[X7] leaves every check to the reader of the key", async () => {
    for (const { public: pem } of publicKeys.hostile) {
      const strict = await importPublicKey(pem).then(
        () => "accepted",
        (error: unknown) => (isPctError(error) ? error.code : String(error)),
      );
      let found: string;
      try {
        found = await importPublicKey(
          first(findKeys(`> ${pem.replaceAll("\n", "\n> ")}`).keys).text,
        ).then(
          () => "accepted",
          (error: unknown) => (isPctError(error) ? error.code : String(error)),
        );
      } catch (error) {
        if (!isPctError(error)) throw error;
        found = error.code;
      }
      expect(found).toBe(strict);
    }
  });

  it("[X8] takes linear time on hostile text", () => {
    const start = performance.now();
    for (const part of [
      "-----BEGIN A-----",
      "-----BEGIN PUBLIC KEY-----\n",
      "ssh-rsa AAAA\n",
      "> ",
      "&#10;",
      "=\n",
      "\\n",
      "%0A",
      "A\n",
      "-",
      "<a ",
      "age1aaaaaaa ",
      '{"keys":[',
      "\\",
      "\u001B]",
      "LS0tLS1CRUdJTi",
      '="A',
      '",',
      "A |",
    ]) {
      const hostile = part.repeat(Math.floor(MAX_KEY_FILE_BYTES / part.length));
      try {
        findKeys(hostile);
      } catch (error) {
        expect(error).toSatisfy(isPctError);
      }
      findCiphertext(hostile);
    }
    expect(performance.now() - start).toBeLessThan(13_000);
  });

  it("[X5] rejects input over 256 KiB", async () => {
    await expectRefused(() => findKeys(" ".repeat(MAX_KEY_FILE_BYTES + 1)), "key-not-recognized");
  });
});

describe("readings", () => {
  it("[X9] gives each reading once, the text as it is first", () => {
    const all = [...readings("> a &amp; b =3D\\n")];
    expect(all[0]).toBe("> a &amp; b =3D\\n");
    expect(new Set(all).size).toBe(all.length);
  });
});
