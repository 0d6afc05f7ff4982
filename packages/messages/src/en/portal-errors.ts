import type { Problem } from "../problem.js";
import { foreign } from "./foreign.js";

/**
 * Error messages of the portal: its own codes, and codes of `@pct/core` in the words of the padlock,
 * for users who don't know what a public key is.
 */

const UNSAFE = {
  exponent: "its exponent is unsafe",
  "even-modulus": "its modulus is even",
  "small-factor": "its modulus has a small factor",
};

const FOUND: Readonly<
  Record<"public-key" | "private-key" | "cut" | "mangled" | "unknown", Problem>
> = {
  "public-key": {
    what: "This is a padlock, not something that was locked with one. Nothing was lost.",
    hint: "Choose the file that you got back after you gave your padlock.",
  },
  "private-key": {
    what: "This is a key, not something that was locked with a padlock. It did not leave your device.",
    hint: "Choose what was sent to you. Your key goes in the field for the key.",
  },
  cut: {
    what: "A part of the text is missing, or something was added. Nothing was lost.",
    hint: "Copy the whole text again, from the first character to the last, or ask for the file.",
  },
  mangled: {
    what: "Another program changed this file as if it were text. Nothing was lost.",
    hint: "Ask the sender to send it again as an attachment.",
  },
  unknown: {
    what: "This was not locked with a padlock, or its start is missing. Nothing was lost.",
    hint: "Look for the file in the message, such as credential.age or file_encrypted.txt, or copy the whole text.",
  },
};

const WINDOWS_ANSWER = {
  "other-key": {
    what: "This password was locked with another padlock. Nothing was lost.",
    hint: "Use the key of the padlock that was given to the server.",
  },
  refused: {
    what: "The server made no password: its answer has only an error message.",
    hint: "Ask the administrator to check the name of the Windows account, and to give your padlock to the server again.",
  },
  hash: {
    what: "The server locked the password in a way that is not known here. Nothing was lost.",
    hint: "Ask the administrator to give your padlock to the server again, with the line that pct writes.",
  },
  sha1: {
    what: "The server is old and locked the password in a way that a key kept in the browser can't open. Nothing was lost.",
    hint: "Ask the administrator to update the agent on the server, or give them a padlock made with the pct program.",
  },
};

export const portalErrors = {
  cancelled: (): Problem => ({
    what: "You stopped it. Nothing was left half done.",
    hint: "You can start again at any time.",
  }),
  unexpected: (): Problem => ({
    what: "Something went wrong in the portal. Your files did not change.",
    hint: "Try again. If it happens again, tell the portal's administrator what you were doing.",
  }),
  "worker-stopped": (): Problem => ({
    what: "The part of the portal that locks and opens has stopped. Your files did not change; a key that you had not saved is lost.",
    hint: "Reload the page. If it happens again, try another browser.",
  }),
  "storage-full": (): Problem => ({
    what: "There is not enough space for the result. Nothing was left half done.",
    hint: "Free some disk space and try again.",
  }),
  "storage-refused": (): Problem => ({
    what: "This browser doesn't let the portal store anything, as in a private window.",
    hint: "Open the portal in a normal window, or save your key as a file.",
  }),
  "too-large-for-memory": ({ maximum }: { maximum: number }): Problem => ({
    what: `This browser can't hold a result of more than ${megabytes(maximum)} MB. Nothing was lost.`,
    hint: "Use a newer browser in a normal window, or the pct program.",
  }),
  "file-unreadable": (): Problem => ({
    what: "Can't read the file: it is a folder, or it was moved or changed after you chose it.",
    hint: "Choose the file again. To send a folder, compress it first.",
  }),
  "key-gone": (): Problem => ({
    what: "The key is no longer in this browser.",
    hint: "If you saved it as a file, use that: private_key.pem.",
  }),
  "classic-for-one": (): Problem => ({
    what: "The classic format is for one person only.",
    hint: "Choose the age format, which allows several.",
  }),
  "classic-for-rsa": (): Problem => ({
    what: "The classic format needs an RSA padlock; this one is another kind.",
    hint: "Choose the age format, which supports it.",
  }),
  "key-not-recognized": (): Problem => ({
    what: "It contains no padlock or key that can be read.",
    hint: "A padlock is the file public_key.pem, or text that starts with -----BEGIN PUBLIC KEY-----.",
  }),
  "key-damaged": (): Problem => ({
    what: "It is damaged: it was cut short or changed.",
    hint: "Ask its owner to send it again as a file, not pasted into a message.",
  }),
  "key-is-private": (): Problem => ({
    what: "This is a KEY, not a padlock. Never give a key to anyone.",
    hint: "Use public_key.pem. If someone sent you their key, tell them to make a new padlock.",
  }),
  "key-is-public": (): Problem => ({
    what: "This is a padlock. A padlock can't open anything.",
    hint: "Use the key, which stays with the person who made the padlock: private_key.pem.",
  }),
  "key-several": (): Problem => ({
    what: "The text contains more than one padlock or key.",
    hint: "Use each one separately.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `This padlock is too weak: it has ${bits.toString()} bits, and padlocks under ${minimum.toString()} bits are no longer safe. Nothing was locked.`,
    hint: "Ask its owner to make a new one; it will have 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `This padlock has ${bits.toString()} bits; padlocks over ${maximum.toString()} bits are rejected, because they would block the computer.`,
    hint: "Ask its owner to make a new one; it will have 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `Others could open this padlock: ${UNSAFE[reason]}. Nothing was locked.`,
    hint: "Don't use it, and call its owner: someone may have swapped their padlock.",
  }),
  "key-not-extractable": (): Problem => ({
    what: "This key was made to stay in this browser, so it can't be saved as a file.",
    hint: "For another device, make a new padlock and save its key as a file.",
  }),
  "passphrase-required": (): Problem => ({
    what: "It is protected with a passphrase.",
    hint: "Enter its passphrase.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "Wrong passphrase. Nothing was lost.",
    hint: "Try again; capital letters, accents and the keyboard layout matter.",
  }),
  "secret-empty": (): Problem => ({
    what: "There is nothing to lock: the text is empty.",
    hint: "Type or paste what you want to send.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "The file is empty: there is nothing to open.",
    hint: "Ask the sender to send it again.",
  }),
  "ciphertext-not-recognized": ({
    found,
  }: {
    found: keyof typeof FOUND | keyof typeof foreign;
  }): Problem => ({ ...FOUND, ...foreign })[found],
  "windows-answer-unusable": ({ fault }: { fault: keyof typeof WINDOWS_ANSWER }): Problem =>
    WINDOWS_ANSWER[fault],
  "identity-required": (): Problem => ({
    what: "It is locked with a padlock, and the key is missing.",
    hint: "Choose the key of that padlock: one in this browser, or its file private_key.pem.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "It contains no key that can be read.",
    hint: "Use private_key.pem, an OpenSSH key, or a file with AGE-SECRET-KEY-1 lines.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "Can't read this padlock; check for missing characters.",
    hint: "Copy all of it again.",
  }),
  "decryption-failed": (): Problem => ({
    what: "It doesn't open: it was locked with another padlock, or it was changed or cut short. Nothing was lost.",
    hint: "If you have another key, try that one first. Otherwise, ask the sender to lock it again with the padlock that you gave them. Is it the password of a Windows server from AWS? Then open it in the EC2 console: Get Windows password.",
  }),
};

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1_000_000).toString();
}
