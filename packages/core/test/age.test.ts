import {
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
  Stanza,
} from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";

import { decrypt, encrypt, encryptSecret, PctError } from "@pct/core";
import type { EncryptOptions, PrivateKey, PublicKey } from "@pct/core";

import { encodePem, parsePem } from "#/pem.js";
import { oaepDecrypt, oaepEncrypt } from "#/webcrypto.js";
import { firstDifference, release, sampleBytes, streamOf, toUtf16, utf8 } from "./byte-streams.js";
import { expectRefused, refusal } from "./refusal.js";
import {
  anyKey,
  file,
  first,
  fromBase64,
  identityText,
  manifest,
  privateKey,
  text,
  toHex,
  usableKeys,
} from "./vectors.js";

const KIB = 1024;

let identity: string;
let recipient: string;
let rsa: PrivateKey;
let publicKey: PublicKey;

beforeAll(async () => {
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  rsa = await privateKey(anyKey.id);
  publicKey = rsa.publicKey;
});

/** The lines of a header, without the payload. */
function headerLines(sealed: Uint8Array): string[] {
  const lines = new TextDecoder("latin1").decode(sealed).split("\n");
  return lines.slice(0, lines.findIndex((line) => line.startsWith("---")) + 1);
}

function headerLength(sealed: Uint8Array): number {
  return headerLines(sealed).join("\n").length + 1;
}

/** A file with these stanzas, one more that `identity` opens, and a valid MAC. */
async function sealedBeside(...stanzas: Stanza[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient({ wrapFileKey: () => stanzas });
  encrypter.addRecipient(recipient);
  return encrypter.encrypt("content");
}

/** A header that parses, with made-up stanzas and MAC. */
function headerOf(...stanzas: string[]): Uint8Array {
  return utf8(
    ["age-encryption.org/v1", ...stanzas, `--- ${"A".repeat(43)}`, "A".repeat(48)].join("\n"),
  );
}

describe("round trips", () => {
  const sizes = [0, 1, 65535, 65536, 65537, 131072, 1048575, 1048576, 1048577];

  it.each(sizes)("[A1] [A12] encrypts and decrypts %i bytes", async (size) => {
    const content = sampleBytes(size);
    const chunks = Math.max(1, Math.ceil(size / (64 * KIB)));
    for (const armor of [false, true]) {
      const options = { recipients: [recipient], armor };
      const whole = await encrypt(content, options);
      const streamed = await release(() => encrypt(streamOf(content, 1, 100_003, 7), options));
      expect(streamed.error).toBeUndefined();
      expect(streamed.bytes).toHaveLength(whole.length);
      if (!armor) expect(whole).toHaveLength(headerLength(whole) + 16 + size + chunks * 16);
      for (const sealed of [whole, streamed.bytes]) {
        const opened = await decrypt(sealed, { identities: [identity] });
        expect(firstDifference(opened, content)).toBe(-1);
        const again = await release(() =>
          decrypt(streamOf(sealed, 65_536, 1, 4097), { identities: [identity] }),
        );
        expect(again.error).toBeUndefined();
        expect(firstDifference(again.bytes, content)).toBe(-1);
      }
      if (!armor) continue;
      for (const order of ["le", "be"] as const) {
        const utf16 = toUtf16(new TextDecoder().decode(whole), order);
        const opened = await decrypt(utf16, { identities: [identity] });
        expect(firstDifference(opened, content)).toBe(-1);
        const again = await release(() =>
          decrypt(streamOf(utf16, 1, 4099), { identities: [identity] }),
        );
        expect(again.error).toBeUndefined();
        expect(firstDifference(again.bytes, content)).toBe(-1);
      }
    }
  });

  it.each(usableKeys)("[A2] [A7] [A9] encrypts to $id and decrypts", async ({ id }) => {
    const key = await privateKey(id);
    const content = sampleBytes(70_000);
    const sealed = await encrypt(content, { recipients: [key.publicKey] });
    expect(firstDifference(await decrypt(sealed, { identities: [key] }), content)).toBe(-1);
  });

  it("[A1] uses another key and nonce in each file", async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 4; i++) {
      const sealed = await encrypt(new Uint8Array(64), { recipients: [recipient] });
      const start = headerLength(sealed);
      seen.add(toHex(sealed.subarray(start, start + 16)));
      seen.add(toHex(sealed.subarray(start + 16)));
      for (const line of headerLines(sealed).slice(1)) seen.add(line);
    }
    expect(seen.size).toBe(4 * 5);
  });

  it("[A1] starts with the line of the format", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    expect(headerLines(sealed)[0]).toBe("age-encryption.org/v1");
    const armored = await encrypt(utf8("x"), { recipients: [recipient], armor: true });
    const lines = new TextDecoder().decode(armored).split("\n");
    expect(lines[0]).toBe("-----BEGIN AGE ENCRYPTED FILE-----");
    expect(lines.slice(-2)).toEqual(["-----END AGE ENCRYPTED FILE-----", ""]);
    expect(lines.slice(1, -3).every((line) => line.length === 64)).toBe(true);
  });
});

describe("recipients", () => {
  it("[A2] [A7] accepts every kind in one file, and each opens it alone", async () => {
    const ed25519 = Object.entries(manifest.identities).filter(
      ([, { recipient, passphrase }]) => recipient.startsWith("ssh-ed25519") && !passphrase,
    );
    const recipients = [
      publicKey,
      ...usableKeys.flatMap((key) => [text(key.public), text(key.sshPublic)]),
      ...ed25519.map(([, vector]) => vector.recipient),
      ` ${recipient}\r\n`,
    ];
    const sealed = await encrypt(utf8("for all"), { recipients });
    expect(headerLines(sealed).filter((line) => line.startsWith("-> "))).toHaveLength(
      recipients.length,
    );
    const identities = [
      rsa,
      ...usableKeys.map((key) => text(key.private)),
      ...ed25519.map(([id]) => identityText(id)),
      identity,
      `# created: today\n\n${identity}\r\n`,
    ];
    for (const alone of identities) {
      expect(await decrypt(sealed, { identities: [alone] })).toEqual(utf8("for all"));
    }
  });

  it("[A7] accepts several age identities in one text", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    const identities = [`${await generateX25519Identity()}\n# mine\n${identity}\n`];
    expect(await decrypt(sealed, { identities })).toEqual(utf8("x"));
  });

  it("[A3] accepts 32 recipients and rejects 33", async () => {
    const many = (count: number): EncryptOptions => ({
      recipients: Array.from({ length: count }, () => recipient),
    });
    const sealed = await encrypt(utf8("x"), many(32));
    expect(await decrypt(sealed, { identities: [identity] })).toEqual(utf8("x"));
    await expectRefused(() => encrypt(utf8("x"), many(33)), "recipients-too-many", { maximum: 32 });
    await expect(encrypt(utf8("x"), many(0))).rejects.toThrow(TypeError);
  });

  it("[A4] rejects a post-quantum recipient together with others", async () => {
    const hybrid = await generateHybridIdentity();
    const postQuantum = await identityToRecipient(hybrid);
    const sealed = await encrypt(utf8("x"), { recipients: [postQuantum, postQuantum] });
    expect(await decrypt(sealed, { identities: [hybrid] })).toEqual(utf8("x"));
    for (const other of [recipient, publicKey]) {
      for (const recipients of [
        [postQuantum, other],
        [other, postQuantum],
      ]) {
        await expectRefused(() => encrypt(utf8("x"), { recipients }), "recipients-mixed");
      }
    }
    const tagged = recipient.replace("age1", "age1tagpq1");
    await expectRefused(
      () => encrypt(utf8("x"), { recipients: [tagged, recipient] }),
      "recipients-mixed",
    );
  });

  it("[A5] rejects invalid texts", async () => {
    const seal = (text: string): Promise<unknown> => encrypt(utf8("x"), { recipients: [text] });
    for (const broken of [recipient.slice(0, -1), `${recipient}q`, "age1", "age1xyz"]) {
      await expectRefused(() => seal(broken), "recipient-not-recognized");
    }
    await expectRefused(() => seal("hello"), "key-not-recognized");
    await expectRefused(() => seal(identity), "key-is-private");
    await expectRefused(() => seal(text(anyKey.private)), "key-is-private");
    await expectRefused(() => seal(`${recipient}\n${recipient}`), "key-several");
  });

  /** An `ssh-ed25519` line with these bytes as its point. */
  function ed25519Line(point: Uint8Array): string {
    const name = utf8("ssh-ed25519");
    const wire = [0, 0, 0, name.length, ...name, 0, 0, 0, point.length, ...point];
    return `ssh-ed25519 ${btoa(String.fromCharCode(...wire))}`;
  }

  it.each([
    ["the neutral element", Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0))],
    ["a point of order 4", new Uint8Array(32)],
    [
      "a point of order 8",
      Uint8Array.from(
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05".match(/../g) ?? [],
        (pair) => Number.parseInt(pair, 16),
      ),
    ],
    [
      "a point that is not on the curve",
      Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 2 : 0)),
    ],
    ["31 bytes", new Uint8Array(31).fill(9)],
    ["33 bytes", new Uint8Array(33).fill(9)],
  ])("[A5] rejects an Ed25519 key with %s", async (_, point) => {
    await expectRefused(
      () => encrypt(utf8("x"), { recipients: [ed25519Line(point)] }),
      "key-damaged",
    );
  });

  it("[A18] rejects wrong options before it reads a byte", async () => {
    const wrong: readonly (readonly [EncryptOptions, object])[] = [
      [{ recipients: ["age1xyz"] }, { code: "recipient-not-recognized" }],
      [{ recipients: [recipient, text(anyKey.private)] }, { code: "key-is-private" }],
      [
        { recipients: Array.from({ length: 33 }, () => recipient) },
        { code: "recipients-too-many" },
      ],
      [{ passphrase: "" }, { code: "passphrase-empty" }],
      [{ passphrase: "x", workFactor: 21 }, { name: "RangeError" }],
    ];
    for (const [options, error] of wrong) {
      let pulls = 0;
      const source = new ReadableStream<Uint8Array>(
        {
          pull() {
            pulls++;
          },
        },
        { highWaterMark: 0 },
      );
      await expect(encrypt(source, options)).rejects.toMatchObject(error);
      expect(pulls).toBe(0);
      expect(source.locked).toBe(false);
    }
  });
});

describe("passphrases", () => {
  it("[A6] uses N = 2^18 by default", async () => {
    const sealed = await encrypt(utf8("x"), { passphrase: "x" });
    expect(headerLines(sealed)[1]).toMatch(/^-> scrypt [A-Za-z0-9+/]{22} 18$/);
  });

  it("[A6] [A11] accepts a lower work factor", async () => {
    const passphrase = "ñandú 🔐";
    const sealed = await encrypt(utf8("x"), { passphrase, workFactor: 10 });
    expect(headerLines(sealed)[1]).toMatch(/ 10$/);
    expect(await decrypt(sealed, { passphrase, identities: [identity] })).toEqual(utf8("x"));
    for (const other of ["", "ñandú", passphrase.normalize("NFD")]) {
      await expectRefused(() => decrypt(sealed, { passphrase: other }), "passphrase-wrong");
    }
    await expectRefused(() => decrypt(sealed, {}), "passphrase-required");
    await expectRefused(() => decrypt(sealed, { identities: [identity] }), "passphrase-required");
  });

  it.each([9, 21, 10.5, Number.NaN, -1])(
    "[A6] [E2] rejects the work factor %s",
    async (workFactor) => {
      await expect(encrypt(utf8("x"), { passphrase: "x", workFactor })).rejects.toThrow(RangeError);
    },
  );

  it("[A6] rejects an empty passphrase", async () => {
    await expectRefused(() => encrypt(utf8("x"), { passphrase: "" }), "passphrase-empty");
  });

  it("[A11] reports damage after the header as such, not as a wrong passphrase", async () => {
    const sealed = await encrypt(utf8("x"), { passphrase: "x", workFactor: 10 });
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    await expectRefused(() => decrypt(sealed, { passphrase: "x" }), "decryption-failed");
  });
});

describe("identities", () => {
  it("[A7] rejects invalid texts", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    const open = (text: string): Promise<unknown> => decrypt(sealed, { identities: [text] });
    await expectRefused(() => open(identity.slice(0, -1)), "identity-not-recognized");
    await expectRefused(() => open("AGE-SECRET-KEY-1XYZ"), "identity-not-recognized");
    await expectRefused(() => open(recipient), "key-is-public");
    await expectRefused(() => open(text(anyKey.public)), "key-is-public");
    await expectRefused(() => open("hello"), "key-not-recognized");
    const { file: locked } = first(usableKeys.flatMap(({ pbes2 = [] }) => pbes2));
    await expectRefused(() => open(text(locked)), "passphrase-required");
  });

  it("[A11] requires an identity", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    await expectRefused(() => decrypt(sealed, {}), "identity-required");
    await expectRefused(() => decrypt(sealed, { identities: [] }), "identity-required");
    await expectRefused(() => decrypt(sealed, { passphrase: "x" }), "identity-required");
    const classic = utf8(await encryptSecret("x", publicKey));
    await expectRefused(() => decrypt(classic, {}), "identity-required");
    await expectRefused(() => decrypt(classic, { identities: [identity] }), "identity-required");
  });

  it("[A7] rejects an identity of another person", async () => {
    const other = await generateX25519Identity();
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    await expectRefused(() => decrypt(sealed, { identities: [other, rsa] }), "decryption-failed");
    expect(await decrypt(sealed, { identities: [other, rsa, identity] })).toEqual(utf8("x"));
  });
});

describe("stanzas of SSH keys", () => {
  const label = utf8("age-encryption.org/v1/ssh-rsa");

  it.each(usableKeys)("[A9] writes the stanza of $id", async ({ id, ageStanzaTag, bits }) => {
    const key = await privateKey(id);
    const sealed = await encrypt(utf8("x"), { recipients: [key.publicKey] });
    const [, stanza, ...rest] = headerLines(sealed);
    expect(stanza).toBe(`-> ssh-rsa ${ageStanzaTag}`);
    const base64 = rest.slice(0, -1).join("");
    const body = fromBase64(base64 + "=".repeat((4 - (base64.length % 4)) % 4));
    expect(body).toHaveLength(bits / 8);
    expect(await oaepDecrypt(key.oaepSha256, body, label)).toHaveLength(16);
    await expect(oaepDecrypt(key.oaepSha256, body, new Uint8Array())).rejects.toMatchObject({
      name: "OperationError",
    });
  });

  /** A stanza with our tag and another body. */
  const forged = (body: Uint8Array, ...more: string[]): Stanza =>
    new Stanza(["ssh-rsa", anyKey.ageStanzaTag, ...more], body);

  it("[A9] stops at a stanza with our tag that does not open", async () => {
    const { spki } = publicKey;
    const key = new Uint8Array(16);
    const bodies = [
      new Uint8Array(anyKey.bits / 8),
      new Uint8Array(0),
      await oaepEncrypt(spki, "SHA-512", key, label),
      await oaepEncrypt(spki, "SHA-256", key, new Uint8Array()),
      await oaepEncrypt(spki, "SHA-256", new Uint8Array(15), label),
      await oaepEncrypt(spki, "SHA-256", new Uint8Array(17), label),
    ];
    for (const body of bodies) {
      const sealed = await sealedBeside(forged(body));
      expect(await decrypt(sealed, { identities: [identity] })).toEqual(utf8("content"));
      await expectRefused(
        () => decrypt(sealed, { identities: [rsa, identity] }),
        "decryption-failed",
      );
    }
  });

  it("[A9] rejects the file key of another file", async () => {
    const body = await oaepEncrypt(publicKey.spki, "SHA-256", new Uint8Array(16), label);
    const sealed = await sealedBeside(forged(body));
    await expectRefused(() => decrypt(sealed, { identities: [rsa] }), "decryption-failed");
  });

  it("[A9] rejects more or fewer arguments", async () => {
    const body = new Uint8Array(anyKey.bits / 8);
    for (const stanza of [forged(body, "more"), new Stanza(["ssh-rsa"], body)]) {
      const sealed = await sealedBeside(stanza);
      await expectRefused(() => decrypt(sealed, { identities: [rsa] }), "age-malformed");
    }
  });

  it("[A9] skips a stanza with another tag", async () => {
    const sealed = await sealedBeside(new Stanza(["ssh-rsa", "AAAAAA"], new Uint8Array(256)));
    expect(await decrypt(sealed, { identities: [rsa, identity] })).toEqual(utf8("content"));
  });

  it("[A10] rejects an Ed25519 stanza that is damaged in any part", async () => {
    const ids = Object.entries(manifest.identities).filter(
      ([, { recipient, passphrase }]) => recipient.startsWith("ssh-ed25519") && !passphrase,
    );
    expect(ids).not.toEqual([]);
    for (const [id, vector] of ids) {
      const sshIdentity = identityText(id);
      const sealed = await encrypt(utf8("x"), { recipients: [vector.recipient] });
      const [, stanza = "", body = ""] = headerLines(sealed);
      const [type = "", tag = "", share = ""] = stanza.slice(3).split(" ");
      expect(type).toBe("ssh-ed25519");
      expect(tag).toMatch(/^[A-Za-z0-9+/]{6}$/);
      expect(fromBase64(`${share}=`)).toHaveLength(32);
      const sealedKey = fromBase64(`${body}=`);
      expect(sealedKey).toHaveLength(32);
      const open = async (...parts: [string[], Uint8Array]): Promise<unknown> =>
        decrypt(await sealedBeside(new Stanza(...parts)), { identities: [sshIdentity, identity] });
      const zeroShare = "A".repeat(43);
      await expectRefused(() => open([type, tag, share], new Uint8Array(32)), "decryption-failed");
      await expectRefused(() => open([type, tag, zeroShare], sealedKey), "decryption-failed");
      await expectRefused(() => open([type, tag, share], new Uint8Array(31)), "age-malformed");
      await expectRefused(() => open([type, tag, share, "x"], sealedKey), "age-malformed");
      await expectRefused(() => open([type, tag], sealedKey), "age-malformed");
      await expectRefused(() => open([type, tag, `${share}A`], sealedKey), "age-malformed");
      expect(await open([type, "AAAAAA", share], sealedKey)).toEqual(utf8("content"));
    }
  });
});

describe("limits on a header", () => {
  const open = (sealed: Uint8Array): Promise<Uint8Array> =>
    decrypt(sealed, { identities: [identity] });

  it("[A8] rejects a header over 64 KiB", async () => {
    const base = headerLength(await sealedBeside(new Stanza(["x"], new Uint8Array())));
    const ofLength = (bytes: number): Promise<Uint8Array> =>
      sealedBeside(new Stanza(["x".repeat(1 + bytes - base)], new Uint8Array()));
    const largest = await ofLength(64 * KIB);
    expect(headerLength(largest)).toBe(64 * KIB);
    expect(await open(largest)).toEqual(utf8("content"));
    await expectRefused(async () => open(await ofLength(64 * KIB + 1)), "age-too-large");
  });

  it("[A8] rejects a header over 64 KiB in an endless file", async () => {
    let read = 0;
    const line = utf8(`${"A".repeat(64)}\n`.repeat(16));
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const isStart = read === 0;
          const piece = isStart ? utf8("age-encryption.org/v1\n-> x\n") : line.slice();
          read += piece.length;
          controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
    await expectRefused(() => decrypt(endless, { identities: [identity] }), "age-too-large");
    expect(read).toBeLessThan(64 * KIB + 2 * line.length);
  });

  it("[A8] rejects more than 32 stanzas", async () => {
    const grease = (count: number): Stanza[] =>
      Array.from({ length: count }, (_, i) => new Stanza(["x", i.toString()], new Uint8Array(8)));
    expect(await open(await sealedBeside(...grease(31)))).toEqual(utf8("content"));
    await expectRefused(async () => open(await sealedBeside(...grease(32))), "age-too-large");
  });

  it.each([21, 22, 30, 63])("[A8] rejects scrypt N = 2^%i before any work", async (logN) => {
    const sealed = headerOf(`-> scrypt ${"A".repeat(22)} ${logN.toString()}`, "A".repeat(43));
    const start = performance.now();
    await expectRefused(() => decrypt(sealed, { passphrase: "x" }), "age-too-costly", {
      logN,
      maximum: 20,
    });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("malformed files", () => {
  it.each([
    ["nothing behind the first line", utf8("age-encryption.org/v1\n")],
    ["another version", utf8(`age-encryption.org/v2\n-> x\n\n--- ${"A".repeat(43)}\n`)],
    ["CRLF", utf8(`age-encryption.org/v1\r\n-> x\r\n\r\n--- ${"A".repeat(43)}\r\n`)],
    ["no MAC", utf8("age-encryption.org/v1\n-> x\n\n---\n")],
    ["a body that goes on", headerOf("-> x", "A".repeat(65), "")],
    ["a body that does not end", headerOf("-> x", "A".repeat(64))],
    ["base64 that is not canonical", headerOf("-> x", "AB")],
  ])("[A15] %s", async (_, sealed) => {
    await expectRefused(() => decrypt(sealed, { identities: [identity] }), "age-malformed");
  });

  it("[A15] rejects the MAC of another header", async () => {
    const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
    const mac = headerLength(sealed) - 10;
    sealed[mac] = sealed[mac] === 0x41 ? 0x42 : 0x41;
    await expectRefused(() => decrypt(sealed, { identities: [identity] }), "decryption-failed");
  });

  it("[A12] rejects every truncated payload", async () => {
    const sealed = await encrypt(sampleBytes(100), { recipients: [recipient] });
    for (let length = headerLength(sealed); length < sealed.length; length++) {
      const cut = sealed.subarray(0, length);
      await expectRefused(() => decrypt(cut, { identities: [identity] }), "decryption-failed");
    }
  });

  it("[A12] [A13] rejects swapped, dropped and repeated chunks", async () => {
    const chunk = 64 * KIB + 16;
    const content = sampleBytes(3 * 64 * KIB);
    const sealed = await encrypt(content, { recipients: [recipient] });
    const start = headerLength(sealed) + 16;
    const head = sealed.subarray(0, start);
    const [a, b, c] = [0, 1, 2].map((i) =>
      sealed.subarray(start + i * chunk, start + (i + 1) * chunk),
    ) as [Uint8Array, Uint8Array, Uint8Array];
    const cases: readonly (readonly [Uint8Array[], number])[] = [
      [[b, a, c], 0],
      [[a, c], 1],
      [[a, b], 2],
      [[a, a, b, c], 1],
      [[a, b, c, c], 3],
      [[a, b, c, new Uint8Array(1)], 3],
      [[a, b, c, new Uint8Array(16)], 3],
      [[], 0],
    ];
    for (const [chunks, released] of cases) {
      const file = Uint8Array.from([head, ...chunks].flatMap((part) => [...part]));
      await expectRefused(() => decrypt(file, { identities: [identity] }), "decryption-failed");
      const seen = await release(() => decrypt(streamOf(file, 10_007), { identities: [identity] }));
      expect(seen.error).toBeInstanceOf(PctError);
      expect(seen.bytes).toHaveLength(released * 64 * KIB);
      expect(firstDifference(seen.bytes, content.subarray(0, seen.bytes.length))).toBe(-1);
    }
  });
});

describe("armor", () => {
  let armored: string;
  beforeAll(async () => {
    const sealed = await encrypt(sampleBytes(300), { recipients: [recipient], armor: true });
    armored = new TextDecoder().decode(sealed);
  });
  const open = (text: string): Promise<Uint8Array> =>
    decrypt(utf8(text), { identities: [identity] });

  it.each([
    ["as it is", (text: string) => text],
    ["no final newline", (text: string) => text.trimEnd()],
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte-order mark", (text: string) => `\uFEFF${text}`],
    ["blank lines before and behind", (text: string) => `\n \t\r\n${text}\n\n  \r\n`],
    ["white space in front", (text: string) => `   ${text}`],
    ["white space behind the last line", (text: string) => `${text.trimEnd()}  \t`],
    ["much white space before", (text: string) => `${"\n".repeat(400)}${text}`],
    ["much white space behind", (text: string) => `${text}${"\n".repeat(5000)}`],
  ])("[A14] %s", async (_, variant) => {
    expect(await open(variant(armored))).toEqual(sampleBytes(300));
    const stream = (): ReadableStream<Uint8Array> => streamOf(utf8(variant(armored)), 1);
    const { bytes, error } = await release(() => decrypt(stream(), { identities: [identity] }));
    expect(error).toBeUndefined();
    expect(bytes).toEqual(sampleBytes(300));
  });

  const second = /\n(?=[A-Za-z0-9+/]{64}\n)/;
  it.each([
    ["text behind", (text: string) => `${text}hello\n`],
    ["a second file behind", (text: string) => text + text],
    ["no end", (text: string) => text.replace(/-----END.*/s, "")],
    ["an end cut short", (text: string) => text.replace(/-----\n$/, "")],
    ["another end", (text: string) => text.replace("-----END AGE", "-----END AG3")],
    [
      "another beginning",
      (text: string) => text.replace("BEGIN AGE ENCRYPTED", "BEGIN AGE OPENED"),
    ],
    ["a blank line inside", (text: string) => text.replace(second, "\n\n")],
    ["white space in a line", (text: string) => text.replace(second, " \n")],
    [
      "a line of 60",
      (text: string) => text.replace(/(\n[A-Za-z0-9+/]{60})([A-Za-z0-9+/]{4}\n)/, "$1\n$2"),
    ],
    ["a line of 68", (text: string) => text.replace(/\n([A-Za-z0-9+/]{64})\n(....)/, "\n$1$2\n")],
    ["lines of 76", (text: string) => rewrap(text, 76)],
    ["one line", (text: string) => rewrap(text, 100_000)],
    [
      "padding inside",
      (text: string) => text.replace(/\n[A-Za-z0-9+/]{62}/, (line) => `${line.slice(0, -1)}==`),
    ],
    ["a letter of another alphabet", (text: string) => text.replace(/\n[A-Za-z0-9+/]/, "\n-")],
    [
      "a line behind the padding",
      (text: string) => text.replace(/=*\n-----END/, "=\nAAAA\n-----END"),
    ],
    ["no data", (text: string) => text.replace(/-----\n.*\n-----/s, "-----\n-----")],
  ])("[A14] not %s", async (_, variant) => {
    const changed = variant(armored);
    expect(changed).not.toBe(armored);
    await expectRefused(() => open(changed), "age-malformed");
    const { error } = await release(() =>
      decrypt(streamOf(utf8(changed), 3), { identities: [identity] }),
    );
    expect(error).toMatchObject({ code: "age-malformed" });
  });

  function rewrap(text: string, columns: number): string {
    const { label, bytes } = first(parsePem(text));
    const [begin = "", ...rest] = encodePem(label, bytes).split("\n");
    const data = rest
      .slice(0, -2)
      .join("")
      .match(new RegExp(`.{1,${columns.toString()}}`, "g"));
    return [begin, ...(data ?? []), ...rest.slice(-2)].join("\n");
  }

  it("[A14] rejects bits after the end", async () => {
    // Vary the size until the data ends with padding, and so with bits that must be zero.
    for (let size = 0; size < 3; size++) {
      const sealed = await encrypt(new Uint8Array(size), { recipients: [recipient], armor: true });
      const text = new TextDecoder().decode(sealed);
      const changed = text.replace(
        /([A-Za-z0-9+/])(=+\n-----END)/,
        (_, last: string, end: string) => {
          // With one "=" the last two bits are unused, with two the last four.
          return `${String.fromCharCode(last.charCodeAt(0) + 1)}${end}`;
        },
      );
      if (changed === text) continue;
      await expectRefused(() => open(changed), "age-malformed");
    }
  });

  it("[A14] rejects an endless line without keeping it in memory", async () => {
    let read = 0;
    const start = utf8("-----BEGIN AGE ENCRYPTED FILE-----\n");
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(read === 0 ? start : new Uint8Array(512).fill(0x41));
          read += 512;
        },
      },
      { highWaterMark: 0 },
    );
    const { error } = await release(() => decrypt(endless, { identities: [identity] }));
    expect(error).toMatchObject({ code: "age-malformed" });
    expect(read).toBeLessThan(8 * KIB);
  });
});

describe("format detection", () => {
  it("[A16] decrypts classic files in every encoding", async () => {
    const classic = await encryptSecret("secret", publicKey);
    for (const variant of [
      utf8(classic),
      utf8(`\n${classic}\r\n`),
      toUtf16(classic),
      fromBase64(classic),
    ]) {
      expect(await decrypt(variant, { identities: [identity, rsa] })).toEqual(utf8("secret"));
      const { bytes } = await release(() => decrypt(streamOf(variant, 5), { identities: [rsa] }));
      expect(bytes).toEqual(utf8("secret"));
    }
  });

  it("[A16] tries several keys", async () => {
    const all = await Promise.all(usableKeys.map(({ id }) => privateKey(id)));
    for (const key of all) {
      const classic = utf8(await encryptSecret("secret", key.publicKey));
      expect(await decrypt(classic, { identities: all })).toEqual(utf8("secret"));
    }
  });

  it("[A16] rejects input that is neither format", async () => {
    const open = (bytes: Uint8Array): Promise<unknown> => decrypt(bytes, { identities: [rsa] });
    await expectRefused(() => open(utf8("hello, world")), "decryption-failed");
    await expectRefused(() => open(new Uint8Array()), "ciphertext-empty");
    await expectRefused(() => open(file(anyKey.public)), "ciphertext-not-recognized", {
      found: "public-key",
    });
    await expectRefused(() => open(file(anyKey.private)), "ciphertext-not-recognized", {
      found: "private-key",
    });
    for (const length of [16 * KIB + 1, 100_000]) {
      await expectRefused(() => open(sampleBytes(length)), "ciphertext-not-recognized", {
        found: "unknown",
      });
    }
  });

  it("[A16] does not read a long file of neither format to its end", async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          read += 1000;
          controller.enqueue(new Uint8Array(1000).fill(0x41));
        },
      },
      { highWaterMark: 0 },
    );
    expect((await refusal(() => decrypt(endless, { identities: [rsa] }))).code).toBe(
      "ciphertext-not-recognized",
    );
    expect(read).toBeLessThan(20_000);
  });
});
