import type { Problem } from "../problem.js";

/** One sentence for each error code of `@pct/core`; whoever speaks may replace the hint by its own. */

const KINDS = {
  ec: "an elliptic-curve key",
  ed25519: "an Ed25519 key",
  "rsa-pss": "an RSA key for signatures only (RSA-PSS)",
  dsa: "a DSA key",
  certificate: "a certificate",
  "multi-prime": "an RSA key with more than two primes",
  other: "a key of another kind",
};

const UNSAFE = {
  exponent: "its exponent is not one that protects",
  "even-modulus": "its modulus is even",
  "small-factor": "its modulus has a small factor",
};

const CONVERSIONS = {
  openssh: "Convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY",
  pkcs1: "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
  pkcs8: "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
};

const FOUND = {
  "public-key": "This is a public key, not an encrypted file.",
  "private-key": "This is a private key, not an encrypted file.",
  unknown: "This is not a file that was encrypted with pct or age.",
};

export const errors = {
  "key-not-recognized": (): Problem => ({
    what: "There is no key in it that can be read.",
    hint: "A key begins with -----BEGIN, or is one line that begins with ssh-rsa, ssh-ed25519 or age1.",
  }),
  "key-damaged": (): Problem => ({
    what: "The key is damaged: it has been cut short or altered.",
    hint: "Ask its owner to send it again as a file, not pasted into a message.",
  }),
  "key-is-private": (): Problem => ({
    what: "This is a PRIVATE key, and a public one belongs here. It must not be sent to anyone.",
    hint: "Use the public half. If somebody sent you this one, tell them to make a new pair.",
  }),
  "key-is-public": (): Problem => ({
    what: "This is a public key, and only the private half can open files.",
    hint: "Use the private half, which stayed with whoever made the pair.",
  }),
  "key-unsupported": ({ kind }: { kind: keyof typeof KINDS }): Problem => ({
    what: `This is ${KINDS[kind]}, which cannot be used here.`,
    hint: "Use an RSA key of 2048 bits or more; a new pair has 4096.",
  }),
  "key-several": (): Problem => ({
    what: "There is more than one key in it.",
    hint: "Put each key into a file of its own.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `The key has ${bits.toString()} bits; under ${minimum.toString()} it protects nothing any more.`,
    hint: "Its owner should make a new pair; it will have 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `The key has ${bits.toString()} bits; over ${maximum.toString()} it is not used, because it would block the computer.`,
    hint: "Its owner should make a new pair; it will have 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `This key is made so that others can read what is encrypted to it: ${UNSAFE[reason]}.`,
    hint: "Do not use it, and tell its owner by phone: somebody may have put it in place of theirs.",
  }),
  "key-encryption-unsupported": ({
    container,
  }: {
    container: keyof typeof CONVERSIONS;
  }): Problem => ({
    what: "The private key is locked in a way that is not supported here.",
    hint: CONVERSIONS[container],
  }),
  "key-too-costly": (): Problem => ({
    what: "The private key asks for more work than is reasonable before it opens.",
    hint: "If it is yours, lock it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
  }),
  "key-not-extractable": (): Problem => ({
    what: "This key cannot be saved: it was made to stay where it is.",
    hint: "Make a new pair that may be saved.",
  }),
  "passphrase-required": (): Problem => ({
    what: "It is locked with a passphrase, and none was given.",
    hint: "Give the passphrase that it was locked with.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "That is not the passphrase it was locked with. Nothing was lost.",
    hint: "Try again; capital letters, accents and the keyboard layout matter.",
  }),
  "passphrase-empty": (): Problem => ({
    what: "The passphrase is empty, so it would protect nothing.",
    hint: "Use several words that nobody would guess.",
  }),
  "secret-empty": (): Problem => ({
    what: "There is nothing to encrypt: the secret is empty.",
    hint: "Type or paste the secret.",
  }),
  "secret-too-long": ({ bytes, maximum }: { bytes: number; maximum: number }): Problem => ({
    what: `The secret has ${bytes.toString()} bytes, and with this key the classic format holds ${maximum.toString()}.`,
    hint: "The age format has no such limit.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "The file is empty: there is nothing to decrypt.",
    hint: "Ask whoever sent it to send it again.",
  }),
  "ciphertext-several": (): Problem => ({
    what: "There are two or more encrypted secrets in it.",
    hint: "Put each of them into a file of its own.",
  }),
  "ciphertext-not-recognized": ({ found }: { found: keyof typeof FOUND }): Problem => ({
    what: FOUND[found],
    hint: "Use the file that you were sent.",
  }),
  "age-malformed": (): Problem => ({
    what: "The beginning of this age file is damaged, so it cannot be opened. Nothing was lost.",
    hint: "Ask whoever sent it to send it again, as a file.",
  }),
  "age-too-large": (): Problem => ({
    what: "This age file has more recipients, or a longer header, than is reasonable.",
    hint: "Ask whoever sent it to encrypt it for you alone.",
  }),
  "age-too-costly": ({ logN, maximum }: { logN: number; maximum: number }): Problem => ({
    what: `The file asks for more work than is reasonable before it opens: 2^${logN.toString()}, where 2^${maximum.toString()} is the limit.`,
    hint: "Ask whoever sent it to encrypt it for your public key.",
  }),
  "identity-required": (): Problem => ({
    what: "The file is locked for a key, and none was given that could open it.",
    hint: "Use the private key whose public half it was locked for.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "There is no private key in it that can be read.",
    hint: "Use a private key in PEM or OpenSSH form, or a file with AGE-SECRET-KEY-1 lines.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "The recipient is none that can be read; a letter may be missing.",
    hint: "Copy the whole line again.",
  }),
  "recipients-too-many": ({ maximum }: { maximum: number }): Problem => ({
    what: `One file can be encrypted for ${maximum.toString()} recipients at most.`,
    hint: "Encrypt the file twice, for a part of them each time.",
  }),
  "recipients-mixed": (): Problem => ({
    what: "A post-quantum recipient cannot be together with others, which would undo its protection.",
    hint: "Encrypt the file once for the post-quantum recipients, and once for the others.",
  }),
  "decryption-failed": (): Problem => ({
    what: "It does not open: it was locked for another key, or it was altered or cut short. Nothing was lost.",
    hint: "Ask whoever sent it to encrypt it again for your public key.",
  }),
  "output-is-input": (): Problem => ({
    what: "Input and output are the same file. It was left as it is.",
    hint: "Choose another name for the output.",
  }),
  "password-length": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `The length must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "20 characters are enough for any account.",
  }),
  "password-alphabet": ({ minimum }: { minimum: number }): Problem => ({
    what: `So many characters are excluded that fewer than ${minimum.toString()} are left.`,
    hint: "Exclude fewer characters.",
  }),
  "passphrase-words": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `The number of words must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "6 words are enough for any account.",
  }),
};
