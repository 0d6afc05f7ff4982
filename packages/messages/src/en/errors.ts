import type { Problem } from "../problem.js";
import { foreign } from "./foreign.js";

/** One message for each error code of `@pct/core`; command and portal may replace the hint. */

const KINDS = {
  ec: "an elliptic-curve key",
  ed25519: "an Ed25519 key",
  "rsa-pss": "an RSA key for signatures only (RSA-PSS)",
  dsa: "a DSA key",
  certificate: "a certificate",
  "multi-prime": "an RSA key with more than two primes",
  x25519: "an X25519 key",
  "security-key": "an SSH key of a security key (it signs, but decrypts nothing)",
  plugin: "a key of an age plugin (only age can use it)",
  "encrypted-file": "an encrypted file",
  other: "a key of another kind",
};

const UNSAFE = {
  exponent: "its exponent is unsafe",
  "even-modulus": "its modulus is even",
  "small-factor": "its modulus has a small factor",
};

const CONVERSIONS = {
  openssh:
    "Remove the passphrase from a copy, and delete the copy afterwards: ssh-keygen -p -N '' -f COPY",
  pkcs1: "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
  pkcs8: "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
};

const WINDOWS_ANSWER = {
  "other-key": {
    what: "This password was encrypted for another key. Nothing was lost.",
    hint: "Use the private key of the public key that was given to the server.",
  },
  refused: {
    what: "The server made no password: its answer has only an error message.",
    hint: "Ask the administrator to check the name of the Windows account, and to give your key to the server again.",
  },
  hash: {
    what: "The server encrypted the password with a hash function that is not known here.",
    hint: "Ask the administrator to give your key to the server again, with the line that pct writes.",
  },
  sha1: {
    what: "The server is old and encrypted the password with SHA-1, which this key can't open: it was made as non-exportable.",
    hint: "Ask the administrator to update the agent on the server, or give them a key of the pct program.",
  },
};

const FOUND = {
  "public-key": "This is a public key, not an encrypted file.",
  "private-key": "This is a private key, not an encrypted file.",
  unknown: "This is not a file that was encrypted with pct or age.",
  cut: "A part of the text is missing, or something was added: it has no length that a ciphertext has. Nothing was lost.",
  mangled:
    "Another program changed what was sent as if it were other text: its line ends or some characters. Nothing was lost.",
};

const HINTS: Readonly<Record<keyof typeof FOUND, string>> = {
  "public-key": "Use the file that you were sent.",
  "private-key": "Use the file that you were sent.",
  unknown: "Use the file that you were sent.",
  cut: "Copy the whole text again, from the first character to the last, or ask for the file.",
  mangled: "Ask the sender to send it again as an attachment, or as text: pct encrypt FILE --armor",
};

function isForeign(kind: string): kind is keyof typeof foreign {
  return Object.hasOwn(foreign, kind);
}

export const errors = {
  "key-not-recognized": (): Problem => ({
    what: "It contains no key that can be read.",
    hint: "A key starts with -----BEGIN, or is one line that starts with ssh-rsa, ssh-ed25519 or age1.",
  }),
  "key-damaged": (): Problem => ({
    what: "The key is damaged: it was cut short or changed.",
    hint: "Ask its owner to send it again as a file, not pasted into a message.",
  }),
  "key-is-private": (): Problem => ({
    what: "This is a PRIVATE key, but a public key is needed. Never send a private key to anyone.",
    hint: "Use the public key. If someone sent you this one, tell them to make a new pair.",
  }),
  "key-is-public": (): Problem => ({
    what: "This is a public key. Only the private key can decrypt files.",
    hint: "Use the private key, which stays with the person who made the pair.",
  }),
  "key-unsupported": ({ kind }: { kind: keyof typeof KINDS | keyof typeof foreign }): Problem => {
    if (isForeign(kind)) return foreign[kind];
    return {
      what: `This is ${KINDS[kind]}, which can't be used here.`,
      hint:
        kind === "encrypted-file"
          ? "If a key is inside, decrypt it first: pct decrypt KEY.age | pct decrypt FILE -i -"
          : "Use an RSA key of 2048 bits or more; a new pair has 4096.",
    };
  },
  "key-several": (): Problem => ({
    what: "It contains more than one key.",
    hint: "Put each key into its own file.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `The key has ${bits.toString()} bits; keys under ${minimum.toString()} bits are no longer safe.`,
    hint: "Its owner should make a new pair; it will have 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `The key has ${bits.toString()} bits; keys over ${maximum.toString()} bits are rejected, because they would block the computer.`,
    hint: "Its owner should make a new pair; it will have 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `Others could decrypt what is encrypted for this key: ${UNSAFE[reason]}.`,
    hint: "Don't use it, and call its owner: someone may have swapped their key.",
  }),
  "key-encryption-unsupported": ({
    container,
  }: {
    container: keyof typeof CONVERSIONS;
  }): Problem => ({
    what: "The private key is encrypted in a way that is not supported.",
    hint: CONVERSIONS[container],
  }),
  "key-too-costly": (): Problem => ({
    what: "Decrypting this private key would take too much work.",
    hint: "If it is yours, encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW",
  }),
  "key-not-extractable": (): Problem => ({
    what: "This key can't be saved: it was made as non-exportable.",
    hint: "Make a new pair that can be saved.",
  }),
  "passphrase-required": (): Problem => ({
    what: "It is protected with a passphrase, and none was given.",
    hint: "Enter the passphrase that it was protected with.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "Wrong passphrase. Nothing was lost.",
    hint: "Try again; capital letters, accents and the keyboard layout matter.",
  }),
  "passphrase-empty": (): Problem => ({
    what: "The passphrase is empty.",
    hint: "Use several words that are hard to guess.",
  }),
  "secret-empty": (): Problem => ({
    what: "There is nothing to encrypt: the secret is empty.",
    hint: "Type or paste the secret.",
  }),
  "secret-too-long": ({ bytes, maximum }: { bytes: number; maximum: number }): Problem => ({
    what: `The secret has ${bytes.toString()} bytes; the classic format with this key takes at most ${maximum.toString()}.`,
    hint: "The age format has no such limit.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "The file is empty: there is nothing to decrypt.",
    hint: "Ask the sender to send it again.",
  }),
  "ciphertext-several": (): Problem => ({
    what: "It contains more than one encrypted secret.",
    hint: "Put each secret into its own file.",
  }),
  "ciphertext-not-recognized": ({
    found,
  }: {
    found: keyof typeof FOUND | keyof typeof foreign;
  }): Problem => (isForeign(found) ? foreign[found] : { what: FOUND[found], hint: HINTS[found] }),
  "windows-answer-unusable": ({ fault }: { fault: keyof typeof WINDOWS_ANSWER }): Problem =>
    WINDOWS_ANSWER[fault],
  "age-malformed": (): Problem => ({
    what: "The header of this age file is damaged, so it can't be decrypted. Nothing was lost.",
    hint: "Ask the sender to send it again, as a file.",
  }),
  "age-too-large": (): Problem => ({
    what: "This age file has too many recipients, or its header is too long.",
    hint: "Ask the sender to encrypt it only for you.",
  }),
  "age-too-costly": ({ logN, maximum }: { logN: number; maximum: number }): Problem => ({
    what: `Decrypting this file would take too much work: 2^${logN.toString()}; the limit is 2^${maximum.toString()}.`,
    hint: "Ask the sender to encrypt it for your public key.",
  }),
  "identity-required": (): Problem => ({
    what: "The file is encrypted for a key, and no private key was given.",
    hint: "Use the private key of the pair that it was encrypted for.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "It contains no private key that can be read.",
    hint: "Use a private key in PEM or OpenSSH format, or a file with AGE-SECRET-KEY-1 lines.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "Invalid recipient; check for missing characters.",
    hint: "Copy the whole line again.",
  }),
  "recipients-too-many": ({ maximum }: { maximum: number }): Problem => ({
    what: `A file can have ${maximum.toString()} recipients at most.`,
    hint: "Encrypt the file twice, each time for some of them.",
  }),
  "recipients-mixed": (): Problem => ({
    what: "A post-quantum recipient can't be combined with others: they would remove its protection.",
    hint: "Encrypt the file once for the post-quantum recipients, and once for the others.",
  }),
  "decryption-failed": (): Problem => ({
    what: "Can't decrypt this file: wrong key, or it was changed or cut short. Nothing was lost.",
    hint: "Ask the sender to encrypt it again for your public key.",
  }),
  "output-is-input": (): Problem => ({
    what: "Input and output are the same file. It was not changed.",
    hint: "Choose another name for the output.",
  }),
  "input-changed": (): Problem => ({
    what: "The file changed while it was read. No output was written.",
    hint: "Close the program that writes to the file, or wait until it is complete. Then try again.",
  }),
  "output-unsafe": (): Problem => ({
    what: "This path leads to a pipe, a device or a link through which others could read the output. Nothing was written.",
    hint: "Choose another name for the output.",
  }),
  "password-length": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `The length must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "20 characters are enough for any account.",
  }),
  "password-alphabet": ({ minimum }: { minimum: number }): Problem => ({
    what: `Too many characters are excluded: fewer than ${minimum.toString()} are left.`,
    hint: "Exclude fewer characters.",
  }),
  "passphrase-words": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `The number of words must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "6 words are enough for any account.",
  }),
};
