import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { exportPublicKey, importPrivateKey, inspect } from "@pct/core";
import type { PrivateKey } from "@pct/core";
import { readCiphertext } from "@pct/core/ciphertext";
import { decryptWindowsAnswer } from "@pct/core/windows-answer";

import { toUtf16, utf8 } from "./byte-streams.js";
import { expectRefused, outcome } from "./refusal.js";
import { anyKey, file, first, privateKey, usableKeys } from "./vectors.js";

const PASSWORD = "a<]Kq2=xPz;8&Lm";

const OUTCOMES = [
  ...["accepted", "ciphertext-not-recognized", "ciphertext-several"],
  ...["decryption-failed", "windows-answer-unusable"],
];

let key: PrivateKey;
let other: PrivateKey;

beforeAll(async () => {
  key = await privateKey(anyKey.id);
  other = await privateKey(first(usableKeys.filter(({ id }) => id !== anyKey.id)).id);
});

type Fields = Record<string, unknown>;

/** What the agent prints, by the platform's OAEP. `hash` as in its line; `null` for an old agent. */
async function answer(
  { publicKey }: PrivateKey,
  hash: "sha1" | "sha256" | "sha512" | null = "sha512",
  password = PASSWORD,
  userName = "ana",
): Promise<Fields> {
  const line = exportPublicKey(publicKey, "windows-keys", { user: userName });
  const { modulus, exponent } = JSON.parse(line) as Fields;
  const algorithm = { name: "RSA-OAEP", hash: (hash ?? "sha1").replace("sha", "SHA-") };
  const spki = publicKey.spki as Uint8Array<ArrayBuffer>;
  const handle = await crypto.subtle.importKey("spki", spki, algorithm, false, ["encrypt"]);
  const message = utf8(password) as Uint8Array<ArrayBuffer>;
  const block = new Uint8Array(await crypto.subtle.encrypt("RSA-OAEP", handle, message));
  const encryptedPassword = btoa(String.fromCharCode(...block));
  const named = hash === null ? {} : { hashFunction: hash };
  return { encryptedPassword, userName, passwordFound: true, exponent, modulus, ...named };
}

async function opened(input: string | Uint8Array, keys = [key]): Promise<string> {
  return new TextDecoder().decode(await decryptWindowsAnswer(input, keys));
}

describe("the answer of a Windows server at Google", () => {
  it.each(["sha512", "sha256", "sha1", null] as const)("[W3] with %s opens", async (hash) => {
    expect(await opened(JSON.stringify(await answer(key, hash)))).toBe(PASSWORD);
  });

  it("[W1] opens from whatever carried it", async () => {
    const line = JSON.stringify(await answer(key));
    const refusedBefore = { errorMessage: "too short", modulus: (await answer(key)).modulus };
    const port = `2026/11/30 GCEWindowsAgent: started\r\n{not json}\n${line}\r\n{"a":1}\n`;
    const texts: Record<string, string> = {
      port,
      "JSON of gcloud": JSON.stringify({ contents: port, next: "812" }, null, 2),
      "a pretty form": JSON.stringify(await answer(key), null, 4),
      "a quoted mail": `Hi Ana,\n\n> ${line}\n\nLuis`,
      "hard lines of a mail": line.replace(/.{76}/g, "$&\n"),
      "quoted hard lines": line.replace(/.{70}/g, "$&\n> ").replace(/^/, "> "),
      "curly quotation marks": line.replace(/"([^"]*)"/g, "“$1”"),
      HTML: `<pre>${line.replaceAll('"', "&quot;")}</pre>`,
      "after a failure": `${JSON.stringify({ ...refusedBefore, userName: "ana" })}\n${line}`,
    };
    for (const [name, text] of Object.entries(texts)) {
      expect(await opened(text), name).toBe(PASSWORD);
      expect(await readCiphertext(utf8(text)), name).toEqual({
        format: "windows-answer",
        content: null,
      });
    }
    expect(await opened(toUtf16(port))).toBe(PASSWORD);
    await expectRefused(
      () => opened(`${port}${" ".repeat(2 ** 20)}`),
      "ciphertext-not-recognized",
      {
        found: "unknown",
      },
    );
  });

  it("[W2] is the last one for the key, whatever else was printed", async () => {
    const lines = [
      await answer(key, "sha512", "first"),
      await answer(other, "sha512", "for another"),
      await answer(key, "sha256", "second"),
      await answer(other, "sha1", "for another again"),
    ].map((fields) => JSON.stringify(fields));
    expect(await opened(lines.join("\n"))).toBe("second");
    expect(await opened(lines.join("\n"), [other])).toBe("for another again");
    expect(await opened(lines.slice(0, 1).join("\n"), [other, key])).toBe("first");
    const fault = { fault: "other-key" } as const;
    await expectRefused(() => opened(lines[0] ?? "", [other]), "windows-answer-unusable", fault);
    await expectRefused(() => opened(lines[0] ?? "", []), "identity-required");
    const ofLuis = JSON.stringify(await answer(key, "sha512", "x", "luis"));
    const both = `${lines[0] ?? ""}\n${ofLuis}`;
    await expectRefused(() => opened(both), "ciphertext-several");
  });

  it("[W3] fails in one way: altered, cut, for another hash", async () => {
    const fields = await answer(key);
    const block = String(fields.encryptedPassword);
    const altered = `${block.startsWith("B") ? "C" : "B"}${block.slice(1)}`;
    const cut = btoa(atob(block).slice(1));
    const changes = [
      { encryptedPassword: altered },
      { encryptedPassword: cut },
      { encryptedPassword: btoa(`\0${atob(block)}`) },
      { hashFunction: "sha256" },
      { hashFunction: undefined },
      { modulus: (await answer(other)).modulus, other: true },
    ];
    for (const change of changes) {
      const keys = "other" in change ? [other] : [key];
      const input = JSON.stringify({ ...fields, ...change });
      await expectRefused(() => opened(input, keys), "decryption-failed");
    }
  });

  it("[W4] names what it lacks", async () => {
    const { modulus, exponent } = await answer(key);
    const failed = JSON.stringify({
      errorMessage: "no such group",
      userName: "ana",
      exponent,
      modulus,
    });
    const refused = (input: string, fault: "refused" | "hash" | "sha1", keys = [key]) =>
      expectRefused(() => opened(input, keys), "windows-answer-unusable", { fault });
    await refused(`${JSON.stringify(await answer(key))}\n${failed}`, "refused");
    await refused(JSON.stringify({ ...(await answer(key)), hashFunction: "sha3-512" }), "hash");
    const fixed = await importPrivateKey(file(anyKey.private), { extractable: false });
    await refused(JSON.stringify(await answer(key, "sha1")), "sha1", [fixed]);
    expect(await opened(JSON.stringify(await answer(key, "sha256")), [fixed])).toBe(PASSWORD);
  });

  it("[W1] is no other JSON", async () => {
    const { modulus, encryptedPassword } = await answer(key);
    const others = [
      { encryptedPassword },
      { modulus },
      { modulus, encryptedPassword: "" },
      { modulus: "", encryptedPassword },
      { modulus: 7, encryptedPassword },
      { modulus: "not base64!", encryptedPassword },
      { nested: { modulus: {}, encryptedPassword } },
    ];
    for (const fields of others) {
      const input = utf8(JSON.stringify(fields));
      expect((await inspect(input).catch(() => null))?.format).not.toBe("windows-answer");
      await expectRefused(() => opened(input), "ciphertext-not-recognized", { found: "unknown" });
    }
  });

  it("[W1] fails with a code for any change of its text", async () => {
    const line = JSON.stringify(await answer(key));
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom("{", "}", '"', '\\"', "\\", "modulus", line.slice(0, 40), line),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(line.length), fc.nat(40), piece, async (at, length, put) => {
        const changed = line.slice(0, at) + put + line.slice(at + length);
        const result = await outcome(() => opened(changed));
        expect(OUTCOMES).toContain(result);
        if (result === "accepted") expect(await opened(changed)).toBe(PASSWORD);
      }),
      { numRuns: 60 },
    );
  });
});

describe("inspection", () => {
  it("[I12] names the answer of a Windows server", async () => {
    const found = await inspect(utf8(JSON.stringify(await answer(key, null))));
    expect(found).toEqual({ format: "windows-answer", keyBits: key.bits, hash: "sha1" });
  });
});
