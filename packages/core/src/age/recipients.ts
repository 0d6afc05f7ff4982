import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64nopad } from "@scure/base";
import { Stanza } from "age-encryption";
import type { Identity, Recipient } from "age-encryption";

import { decodeBase64NoPad } from "../base64.js";
import { PctError } from "../errors.js";
import { usablePrivateKey } from "../rsa-private-key.js";
import type { PrivateKey } from "../rsa-private-key.js";
import { usablePublicNumbers } from "../rsa-public-key.js";
import type { PublicKey } from "../rsa-public-key.js";
import { sshHash } from "../ssh-hash.js";
import { encodeSshPublicKey } from "../ssh.js";
import { concat, equalBytes, utf8 } from "../text.js";
import { oaepDecrypt, oaepEncrypt, randomBytes } from "../webcrypto.js";

/**
 * Stanzas that `age-encryption` does not provide: `ssh-rsa` and `ssh-ed25519` as the `age` command writes
 * them, and `scrypt`, because the library's own does not let us see the file key.
 */

const RSA_LABEL = /* @__PURE__ */ utf8("age-encryption.org/v1/ssh-rsa");
const ED25519_LABEL = /* @__PURE__ */ utf8("age-encryption.org/v1/ssh-ed25519");
const SCRYPT_LABEL = /* @__PURE__ */ utf8("age-encryption.org/v1/scrypt");
const FILE_KEY = 16;

/** Encrypts a file key. The wrapping key is used once, so the nonce is constant (C2SP age.md). */
function sealFileKey(key: Uint8Array, fileKey: Uint8Array): Uint8Array {
  return chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey);
}

/** First four bytes of a key's hash, by which an identity finds its stanza. */
function keyTag(hash: Uint8Array): string {
  return base64nopad.encode(hash.subarray(0, 4));
}

export function sshRsaRecipient(key: PublicKey): Recipient {
  usablePublicNumbers(key, "encrypt");
  return {
    async wrapFileKey(fileKey) {
      const tag = keyTag(await sshHash(key.spki));
      const body = await oaepEncrypt(key.spki, "SHA-256", fileKey, RSA_LABEL);
      return [new Stanza(["ssh-rsa", tag], body)];
    },
  };
}

export function sshRsaIdentity(key: PrivateKey): Identity {
  const { publicKey, oaepSha256 } = usablePrivateKey(key);
  return {
    async unwrapFileKey(stanzas) {
      const tag = keyTag(await sshHash(publicKey.spki));
      for (const { args, body } of stanzas) {
        if (args[0] !== "ssh-rsa") continue;
        if (args.length !== 2) throw new PctError("age-malformed");
        if (args[1] !== tag) continue;
        // A stanza with our tag that does not open was altered (C2SP age.md): do not try others.
        const fileKey = await oaepDecrypt(oaepSha256, body, RSA_LABEL).catch(() => null);
        if (fileKey?.length !== FILE_KEY) throw new PctError("decryption-failed");
        return fileKey;
      }
      return null;
    },
  };
}

/** Values that both sides of an `ssh-ed25519` stanza derive from the Ed25519 public key. */
function ed25519Binding(point: Uint8Array): {
  tag: string;
  montgomery: Uint8Array;
  tweak: Uint8Array;
} {
  const wire = encodeSshPublicKey({ type: "ssh-ed25519", point });
  return {
    tag: keyTag(sha256(wire)),
    montgomery: ed25519.utils.toMontgomery(point),
    tweak: hkdf(sha256, new Uint8Array(), wire, ED25519_LABEL, 32),
  };
}

function ed25519WrappingKey(
  shared: Uint8Array,
  share: Uint8Array,
  binding: { montgomery: Uint8Array; tweak: Uint8Array },
): Uint8Array {
  const tweaked = x25519.scalarMult(binding.tweak, shared);
  return hkdf(sha256, tweaked, concat(share, binding.montgomery), ED25519_LABEL, 32);
}

export function sshEd25519Recipient(point: Uint8Array): Recipient {
  const binding = usableEd25519(point);
  return {
    wrapFileKey(fileKey) {
      const ephemeral = randomBytes(32);
      const share = x25519.scalarMultBase(ephemeral);
      const shared = x25519.scalarMult(ephemeral, binding.montgomery);
      const body = sealFileKey(ed25519WrappingKey(shared, share, binding), fileKey);
      return [new Stanza(["ssh-ed25519", binding.tag, base64nopad.encode(share)], body)];
    },
  };
}

/** Refuses bytes that are not a point, and points of small order, whose shared secret anyone knows. */
function usableEd25519(point: Uint8Array): ReturnType<typeof ed25519Binding> {
  try {
    if (!ed25519.Point.fromBytes(point).isSmallOrder()) return ed25519Binding(point);
  } catch {
    // Not a point: refused below.
  }
  throw new PctError("key-damaged");
}

/**
 * @param point - The point that the key file states, if it does. Another one than that of the seed is
 * refused: files for it could never be opened.
 */
export function sshEd25519Identity(seed: Uint8Array, point: Uint8Array | null): Identity {
  const own = ed25519.getPublicKey(seed);
  if (point !== null && !equalBytes(own, point)) throw new PctError("key-damaged");
  const binding = usableEd25519(own);
  return {
    unwrapFileKey(stanzas) {
      for (const { args, body } of stanzas) {
        if (args[0] !== "ssh-ed25519") continue;
        const share = args.length === 3 ? decodeBase64NoPad(args[2] ?? "") : null;
        if (share?.length !== 32 || body.length !== FILE_KEY + 16) {
          throw new PctError("age-malformed");
        }
        if (args[1] !== binding.tag) continue;
        try {
          const shared = x25519.scalarMult(ed25519.utils.toMontgomerySecret(seed), share);
          const key = ed25519WrappingKey(shared, share, binding);
          return chacha20poly1305(key, new Uint8Array(12)).decrypt(body);
        } catch {
          throw new PctError("decryption-failed");
        }
      }
      return null;
    },
  };
}

/** @param logN - Base-2 logarithm of scrypt's N; 18 takes about a second. */
export function scryptRecipient(passphrase: string, logN: number): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const key = await scryptAsync(utf8(passphrase), concat(SCRYPT_LABEL, salt), {
        N: 2 ** logN,
        r: 8,
        p: 1,
        dkLen: 32,
        maxmem: 2 ** (logN + 10) + 2 ** 20,
      });
      const body = sealFileKey(key, fileKey);
      return [new Stanza(["scrypt", base64nopad.encode(salt), logN.toString()], body)];
    },
  };
}
