import { describe, expect, it } from "vitest";

import { decrypt, encrypt, importPrivateKey } from "@pct/core";

import { bigintToSignedBytes } from "#/der.js";
import { encodePem, parsePem } from "#/pem.js";
import { parsePkcs8 } from "#/rsa-der.js";
import { parseOpenSshPrivateKey } from "#/ssh.js";
import { joined, utf8 } from "./byte-streams.js";
import { expectRefused } from "./refusal.js";
import { anyKey, first, manifest, privateKey, text } from "./vectors.js";

/** OpenSSH's private key container (PROTOCOL.key), built in parts so that tests can break each one. */

const { n, e, d, p, q } = parsePkcs8(first(parsePem(text(anyKey.private))).bytes);

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function string(content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return joined([uint32(bytes.length), bytes]);
}

function mpint(value: bigint): Uint8Array {
  return string(bigintToSignedBytes(value));
}

interface Container {
  readonly magic?: string;
  readonly cipher?: string;
  readonly keys?: number;
  readonly publicKey?: Uint8Array;
  readonly check?: readonly [number, number];
  readonly privateKey?: Uint8Array;
  readonly padding?: Uint8Array;
  readonly behind?: Uint8Array;
}

const rsa = {
  publicKey: joined([string("ssh-rsa"), mpint(e), mpint(n)]),
  // Readers recompute the fourth number.
  privateKey: joined([string("ssh-rsa"), ...[n, e, d, 1n, p, q].map(mpint)]),
};

function container(parts: Container): string {
  const {
    magic = "openssh-key-v1\0",
    cipher = "none",
    keys = 1,
    publicKey = rsa.publicKey,
    check = [7, 7],
    privateKey = rsa.privateKey,
    padding = Uint8Array.of(1, 2, 3),
    behind = new Uint8Array(),
  } = parts;
  const section = joined([...check.map(uint32), privateKey, string("a comment"), padding]);
  const bytes = joined([
    utf8(magic),
    string(cipher),
    string("none"),
    string(""),
    uint32(keys),
    string(publicKey),
    string(section),
    behind,
  ]);
  return encodePem("OPENSSH PRIVATE KEY", bytes);
}

/** An Ed25519 key as the container holds it. */
const point = new Uint8Array(32).fill(3);
function ed25519(parts: { point?: Uint8Array; pair?: Uint8Array } = {}): Container {
  const pair = parts.pair ?? joined([new Uint8Array(32).fill(9), point]);
  return {
    publicKey: joined([string("ssh-ed25519"), string(point)]),
    privateKey: joined([string("ssh-ed25519"), string(parts.point ?? point), string(pair)]),
  };
}

describe("an RSA key", () => {
  it("[K3] reads an unencrypted container", async () => {
    const key = await importPrivateKey(container({}));
    expect(key.publicKey).toEqual((await privateKey(anyKey.id)).publicKey);
  });

  it("[K5] rejects an encrypted container without parsing it", async () => {
    const locked = container({ cipher: "aes256-ctr", check: [1, 2] });
    await expectRefused(() => importPrivateKey(locked), "key-encryption-unsupported", {
      container: "openssh",
    });
  });

  it("[K11] rejects two keys in one container", async () => {
    await expectRefused(() => importPrivateKey(container({ keys: 2 })), "key-several");
  });

  it("[K13] rejects another kind", async () => {
    const dsa = joined([string("ssh-dss"), mpint(n)]);
    await expectRefused(() => importPrivateKey(container({ privateKey: dsa })), "key-unsupported", {
      kind: "dsa",
    });
  });

  const other = joined([string("ssh-rsa"), mpint(e), mpint(n + 2n)]);
  it.each<[string, Container]>([
    ["another magic", { magic: "openssh-key-v2\0" }],
    ["check numbers that differ", { check: [7, 8] }],
    ["the public half of another key", { publicKey: other }],
    ["padding that does not count up", { padding: Uint8Array.of(1, 2, 4) }],
    ["bytes after the end", { behind: Uint8Array.of(0) }],
    [
      "a number with leading zeros",
      {
        privateKey: joined([
          string("ssh-rsa"),
          string(joined([Uint8Array.of(0), bigintToSignedBytes(n)])),
          ...[e, d, 1n, p, q].map(mpint),
        ]),
      },
    ],
    [
      "a negative number",
      {
        privateKey: joined([
          string("ssh-rsa"),
          string(bigintToSignedBytes(n).subarray(1)),
          ...[e, d, 1n, p, q].map(mpint),
        ]),
      },
    ],
    [
      "a string longer than the file",
      { privateKey: joined([uint32(0xffff_ffff), utf8("ssh-rsa")]) },
    ],
    [
      "primes of another key",
      { privateKey: joined([string("ssh-rsa"), ...[n, e, d, 1n, p, p].map(mpint)]) },
    ],
  ])("[K14] [K15] [K16] rejects %s", async (_, parts) => {
    await expectRefused(() => importPrivateKey(container(parts)), "key-damaged");
  });
});

describe("an Ed25519 key", () => {
  const vectors = Object.values(manifest.identities).filter(
    ({ recipient, passphrase }) => recipient.startsWith("ssh-ed25519") && !passphrase,
  );

  it("[A7] decrypts files for its public line", async () => {
    expect(vectors).not.toEqual([]);
    for (const { recipient, identityFile = "" } of vectors) {
      const key = parseOpenSshPrivateKey(first(parsePem(text(identityFile))).bytes);
      expect(key.type).toBe("ssh-ed25519");
      const sealed = await encrypt(utf8("x"), { recipients: [recipient] });
      expect(await decrypt(sealed, { identities: [text(identityFile)] })).toEqual(utf8("x"));
    }
  });

  it("[K13] rejects it as an RSA key", async () => {
    await expectRefused(() => importPrivateKey(container(ed25519())), "key-unsupported", {
      kind: "ed25519",
    });
  });

  it.each<[string, Container]>([
    ["a short point", ed25519({ point: point.subarray(1) })],
    ["a short pair", ed25519({ pair: joined([new Uint8Array(31), point]) })],
    ["a pair of another point", ed25519({ pair: new Uint8Array(64) })],
  ])("[K14] rejects %s", async (_, parts) => {
    await expectRefused(() => importPrivateKey(container(parts)), "key-damaged");
  });

  it("[K16] rejects the point of another seed", async () => {
    const own = first(vectors);
    const parsed = parseOpenSshPrivateKey(first(parsePem(text(own.identityFile ?? ""))).bytes);
    if (parsed.type !== "ssh-ed25519") throw new Error("not an Ed25519 key");
    const seed = parsed.seed.map((byte, i) => (i === 0 ? byte ^ 1 : byte));
    const swapped = container(ed25519({ point: parsed.point, pair: joined([seed, parsed.point]) }));
    const sealed = await encrypt(utf8("x"), { recipients: [own.recipient] });
    await expectRefused(() => decrypt(sealed, { identities: [swapped] }), "key-damaged");
  });
});
