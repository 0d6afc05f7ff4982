import type { Problem } from "../problem.js";

/**
 * What the portal says of an error: its own codes, and those of `@pct/core` that people see who do
 * not know what a public key is, in the words of the padlock.
 */

const UNSAFE = {
  exponent: "its exponent is not one that protects",
  "even-modulus": "its modulus is even",
  "small-factor": "its modulus has a small factor",
};

const FOUND: Readonly<Record<"public-key" | "private-key" | "unknown", Problem>> = {
  "public-key": {
    what: "This is a padlock, not something that was locked with one. Nothing was lost.",
    hint: "Choose what was sent to you after your padlock had been received.",
  },
  "private-key": {
    what: "This is a key, not something that was locked with a padlock. It did not leave your device.",
    hint: "Choose what was sent to you. The key goes in a place of its own.",
  },
  unknown: {
    what: "This was not locked with a padlock, or its beginning is missing. Nothing was lost.",
    hint: "Look for the file in the message, such as credential.age or file_encrypted.txt, or copy the whole text.",
  },
};

export const portalErrors = {
  cancelled: (): Problem => ({
    what: "You stopped it. Nothing is left half done.",
    hint: "You can begin again at any time.",
  }),
  unexpected: (): Problem => ({
    what: "Something went wrong in the portal. Your files are as they were.",
    hint: "Try again. If it happens again, tell whoever runs the portal what you were doing.",
  }),
  "worker-stopped": (): Problem => ({
    what: "The part of the portal that locks and opens has stopped. Your files are as they were; a key that you had not saved is lost.",
    hint: "Reload the page. If it happens again, try another browser.",
  }),
  "storage-full": (): Problem => ({
    what: "There is not enough room for the result. Nothing is left half done.",
    hint: "Free some room on the disk and try again.",
  }),
  "storage-refused": (): Problem => ({
    what: "This browser does not let the portal keep anything here, as in a private window.",
    hint: "Open the portal in a normal window, or save your key as a file.",
  }),
  "too-large-for-memory": ({ maximum }: { maximum: number }): Problem => ({
    what: `This browser has no place for a result of more than ${megabytes(maximum)} MB. Nothing was lost.`,
    hint: "Use a newer browser, outside a private window, or the program pct.",
  }),
  "file-unreadable": (): Problem => ({
    what: "The file cannot be read: it is a folder, or it was moved or changed after you chose it.",
    hint: "Choose the file again. To send a folder, make an archive of it first.",
  }),
  "key-gone": (): Problem => ({
    what: "The key is no longer in this browser.",
    hint: "If you saved its file, open that: private_key.pem.",
  }),
  "classic-for-one": (): Problem => ({
    what: "The classic format is for one person only.",
    hint: "Choose the age format, which takes several.",
  }),
  "classic-for-rsa": (): Problem => ({
    what: "The classic format needs an RSA padlock, and this one is of another kind.",
    hint: "Choose the age format, which knows it.",
  }),
  "key-not-recognized": (): Problem => ({
    what: "There is no padlock and no key in it that can be read.",
    hint: "A padlock is the file public_key.pem, or a text that begins with -----BEGIN PUBLIC KEY-----.",
  }),
  "key-damaged": (): Problem => ({
    what: "It is damaged: it has been cut short or altered.",
    hint: "Ask its owner to send it again as a file, not pasted into a message.",
  }),
  "key-is-private": (): Problem => ({
    what: "This is a KEY, not a padlock. A key is given to nobody.",
    hint: "Use public_key.pem. If somebody sent you their key, tell them to make a new padlock.",
  }),
  "key-is-public": (): Problem => ({
    what: "This is a padlock, and a padlock opens nothing.",
    hint: "Use the key, which stayed with whoever made the padlock: private_key.pem.",
  }),
  "key-several": (): Problem => ({
    what: "There is more than one padlock or key in the same text.",
    hint: "Give each of them by itself.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `This padlock is too weak: it has ${bits.toString()} bits, and under ${minimum.toString()} it protects nothing any more. Nothing was locked.`,
    hint: "Ask its owner to make a new one; it will have 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `This padlock has ${bits.toString()} bits; over ${maximum.toString()} it is not used, because it would block the computer.`,
    hint: "Ask its owner to make a new one; it will have 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `This padlock is made so that others can open it: ${UNSAFE[reason]}. Nothing was locked.`,
    hint: "Do not use it, and tell its owner by phone: somebody may have put it in place of theirs.",
  }),
  "key-not-extractable": (): Problem => ({
    what: "This key was kept in the browser so that it never leaves it, and cannot be saved as a file.",
    hint: "For another device, make a new padlock and save its key as a file.",
  }),
  "passphrase-required": (): Problem => ({
    what: "It is protected with a passphrase.",
    hint: "Type the passphrase that it was protected with.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "That is not the passphrase. Nothing was lost.",
    hint: "Try again; capital letters, accents and the keyboard layout matter.",
  }),
  "secret-empty": (): Problem => ({
    what: "There is nothing to lock: the text is empty.",
    hint: "Type or paste what you want to send.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "The file is empty: there is nothing to open.",
    hint: "Ask whoever sent it to send it again.",
  }),
  "ciphertext-not-recognized": ({ found }: { found: keyof typeof FOUND }): Problem => FOUND[found],
  "identity-required": (): Problem => ({
    what: "It is locked with a padlock, and the key is missing.",
    hint: "Choose the key of that padlock: one in this browser, or its file private_key.pem.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "There is no key in it that can be read.",
    hint: "Use private_key.pem, an OpenSSH key, or a file with AGE-SECRET-KEY-1 lines.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "This padlock cannot be read; a letter may be missing.",
    hint: "Copy all of it again.",
  }),
  "decryption-failed": (): Problem => ({
    what: "It does not open: it was locked with another padlock, or it was altered or cut short. Nothing was lost.",
    hint: "Ask whoever sent it to lock it again with the padlock that you gave them.",
  }),
};

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1_000_000).toString();
}
