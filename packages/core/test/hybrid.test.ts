import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient, Stanza } from "age-encryption";
import { describe, expect, it } from "vitest";

import { decrypt, encrypt } from "@pct/core";
import {
  generateHybridKeyPair,
  hybridIdentity,
  hybridPublicKey,
  hybridRecipient,
} from "@pct/core/hybrid";
import { findKeys } from "@pct/core/pasted";
import { isHybridPublicKey } from "@pct/core/public-key";

import { utf8 } from "./byte-streams.js";
import { expectRefused } from "./refusal.js";
import { first, fromBase64, fromHex, text } from "./vectors.js";

const { pairs } = JSON.parse(text("hybrid.json")) as {
  readonly pairs: readonly {
    readonly identity: string;
    readonly recipient: string;
    readonly plaintext: string;
    readonly file: string;
  }[];
};

const valid = hybridPublicKey(first(pairs).recipient);

/** The valid key with other bytes at an offset. */
function changed(offset: number, bytes: ArrayLike<number>): Uint8Array {
  const key = valid.slice();
  key.set(bytes, offset);
  return key;
}

/** The text of any bytes, as an attacker writes it: the checksum is right. */
function recipientText(bytes: Uint8Array, prefix = "age1pq"): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false);
}

describe("key pairs", () => {
  it.each(pairs)("[K20] reads and writes pair %#", async ({ identity, recipient }) => {
    const seed = Uint8Array.from(bech32.decodeToBytes(identity).bytes);
    expect(hybridIdentity(seed)).toBe(identity);
    const publicKey = hybridPublicKey(recipient);
    expect(publicKey).toHaveLength(1216);
    expect(hybridRecipient(publicKey)).toBe(recipient);
    expect(await identityToRecipient(identity)).toBe(recipient);
  });

  it("[K20] generates another pair each time, which age-encryption accepts", async () => {
    const [one, two] = [await generateHybridKeyPair(), await generateHybridKeyPair()];
    expect(one.seed).toHaveLength(32);
    expect(one.seed).not.toEqual(two.seed);
    expect(one.publicKey).not.toEqual(two.publicKey);
    const recipient = await identityToRecipient(hybridIdentity(one.seed));
    expect(recipient).toBe(hybridRecipient(one.publicKey));
    expect(recipient).toHaveLength(1959);
    expect(hybridIdentity(one.seed)).toHaveLength(77);
  });

  it.each([0, 31, 33, 1216])("[K20] throws TypeError for a seed of %i bytes", (length) => {
    expect(() => hybridIdentity(new Uint8Array(length))).toThrow(TypeError);
  });
});

describe("files", () => {
  it.each(pairs)("[A7] opens what age-encryption made for pair %# alone", async (pair) => {
    const opened = await decrypt(fromBase64(pair.file), { identities: [pair.identity] });
    expect(opened).toEqual(utf8(pair.plaintext));
    const others = pairs.filter(({ identity }) => identity !== pair.identity);
    for (const { identity } of others) {
      await expectRefused(
        () => decrypt(fromBase64(pair.file), { identities: [identity] }),
        "decryption-failed",
      );
    }
  });

  it("[A2] makes what age-encryption opens", async () => {
    const { seed, publicKey } = await generateHybridKeyPair();
    const sealed = await encrypt(utf8("secret"), { recipients: [hybridRecipient(publicKey)] });
    const decrypter = new Decrypter();
    decrypter.addIdentity(hybridIdentity(seed));
    expect(await decrypter.decrypt(sealed)).toEqual(utf8("secret"));
  });

  it("[A7] does not open a stanza with other arguments, or of another length", async () => {
    const { identity, recipient } = first(pairs);
    const bodies: readonly (readonly [string[], number])[] = [
      [["mlkem768x25519"], 32],
      [["mlkem768x25519", "A".repeat(1494), "x"], 32],
      [["mlkem768x25519", "A".repeat(1494)], 31],
      [["mlkem768x25519", "A".repeat(1492)], 32],
      [["mlkem768x25519", "!".repeat(1494)], 32],
      // A share of zeros makes the secret of X25519 zero.
      [["mlkem768x25519", "A".repeat(1494)], 32],
    ];
    for (const [args, length] of bodies) {
      const encrypter = new Encrypter();
      encrypter.addRecipient({ wrapFileKey: () => [new Stanza(args, new Uint8Array(length))] });
      encrypter.addRecipient(recipient);
      const sealed = await encrypter.encrypt("content");
      await expectRefused(() => decrypt(sealed, { identities: [identity] }), "decryption-failed");
    }
  });

  it("[X1] are found by their identity and their recipient in a text around them", async () => {
    const { identity, recipient, file, plaintext } = first(pairs);
    const mail = `Hola:\n> mi llave: ${identity}\n> y mi candado: ${recipient}\n`;
    const { keys, unusable } = findKeys(utf8(mail));
    expect(unusable).toEqual([]);
    expect(keys.map(({ half, text }) => [half, text.trim()])).toEqual([
      ["private", identity],
      ["public", recipient],
    ]);
    const opened = await decrypt(fromBase64(file), { identities: [keys[0]?.text ?? ""] });
    expect(opened).toEqual(utf8(plaintext));
    const cut = findKeys(utf8(`# mine\n${identity.slice(0, -1)}\n${identity}`));
    expect(cut.unusable.map(({ error }) => error.code)).toEqual(["identity-not-recognized"]);
  });

  it("[A7] refuses a damaged identity", async () => {
    const { identity, file } = first(pairs);
    const wrong = [identity.slice(0, -1), `${identity}Q`, identity.replace("-PQ-", "-")];
    for (const text of wrong) {
      await expectRefused(
        () => decrypt(fromBase64(file), { identities: [text] }),
        "identity-not-recognized",
      );
    }
  });
});

describe("public keys", () => {
  it("[H9] accepts keys that were generated, and the largest numbers", async () => {
    const { publicKey } = await generateHybridKeyPair();
    expect(isHybridPublicKey(publicKey)).toBe(true);
    // 3328 twice, and 2^255 − 21: p − 2, since p − 1 has small order.
    expect(isHybridPublicKey(changed(0, [0x00, 0x0d, 0xd0]))).toBe(true);
    expect(isHybridPublicKey(changed(1184, [0xeb, ...new Array<number>(30).fill(255), 127]))).toBe(
      true,
    );
  });

  const top = [...new Array<number>(30).fill(255), 127];
  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ["no bytes", new Uint8Array()],
    ["the bytes of an X25519 key", new Uint8Array(32).fill(9)],
    ["a byte too few", valid.subarray(0, 1215)],
    ["a byte too many", Uint8Array.of(...valid, 0)],
    ["a coefficient of 3329 in an even place", changed(0, [0x01, 0x0d, 0x00])],
    ["a coefficient of 3329 in an odd place", changed(0, [0x00, 0x10, 0xd0])],
    ["a last coefficient of 4095", changed(1150, [0xf0, 0xff])],
    ["zero for X25519", changed(1184, new Uint8Array(32))],
    [
      "one for X25519",
      changed(
        1184,
        Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)),
      ),
    ],
    [
      "a point of order 8",
      changed(1184, fromHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")),
    ],
    [
      "another point of order 8",
      changed(1184, fromHex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")),
    ],
    ["p − 1, of order 4 on the twist", changed(1184, [0xec, ...top])],
    ["p, another encoding of zero", changed(1184, [0xed, ...top])],
    ["2^255 − 1, another encoding of 18", changed(1184, [0xff, ...top])],
    ["the ignored top bit set", changed(1215, [(valid[1215] ?? 0) | 0x80])],
  ];

  it.each(hostile)("[H9] refuses %s", async (_, key) => {
    expect(isHybridPublicKey(key)).toBe(false);
    await expectRefused(() => hybridRecipient(key), "key-damaged");
    await expectRefused(() => hybridPublicKey(recipientText(key)), "key-damaged");
    await expectRefused(
      () => encrypt(utf8("x"), { recipients: [recipientText(key)] }),
      "key-damaged",
    );
  });

  it("[A5] refuses a text with a wrong checksum or of another kind", async () => {
    const { recipient } = first(pairs);
    const wrong = [
      ...[recipient.slice(0, -1), `${recipient}q`, "age1pq1", `age1pq1${"q".repeat(1952)}`],
      // Padding bits that are not zero.
      bech32.encode("age1pq", [...bech32.toWords(valid).slice(0, -1), 31], false),
    ];
    for (const text of wrong) {
      await expectRefused(() => hybridPublicKey(text), "recipient-not-recognized");
      await expectRefused(
        () => encrypt(utf8("x"), { recipients: [text] }),
        "recipient-not-recognized",
      );
    }
    for (const text of [recipientText(valid.subarray(0, 32), "age"), "ssh-rsa AAAA", ""]) {
      await expectRefused(() => hybridPublicKey(text), "recipient-not-recognized");
    }
  });

  it("[A5] refuses points of small order in the other recipients of age", async () => {
    const zero = new Uint8Array(1249);
    for (const text of [
      recipientText(zero.subarray(0, 32), "age"),
      recipientText(zero.subarray(0, 33), "age1tag"),
      recipientText(zero, "age1tagpq"),
    ]) {
      await expectRefused(
        () => encrypt(utf8("x"), { recipients: [text] }),
        "recipient-not-recognized",
      );
    }
  });
});
