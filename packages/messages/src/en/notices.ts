import { shellWord } from "../shell-word.js";

/** Prompts, progress and success messages. */

export const prompts = {
  secret: "Secret (it will not be shown):",
  password: "Password (it will not be shown):",
  passwordAgain: "The same password again:",
  text: "Text (it will not be shown):",
  otpSecret: "Secret or otpauth:// address (it will not be shown):",
  otpAccount: "Which one? Number or name:",
  newPassphrase: "New passphrase (it will not be shown):",
  again: "The same passphrase again:",
  passphraseOf: ({ name }: { name: string }): string => `Passphrase for ${name}:`,
};

export const progress = {
  generating: ({ bits }: { bits: number }): string =>
    `Generating two large primes (${bits.toString()} bits); this takes a few seconds`,
  transferring: ({
    done,
    size,
    percent,
    speed,
    left,
  }: {
    done: string;
    size: string;
    percent: string;
    speed: string;
    left: string;
  }): string => `${done} of ${size} (${percent} %), ${speed}, ${left} left`,
};

export const notices = {
  created: ({ bits }: { bits: number }): string =>
    `Your key pair is ready (RSA, ${bits.toString()} bits).`,
  giveAway: ({ path }: { path: string }): string =>
    `  ${path}: give it to the people who will send you secrets.`,
  keep: ({ path }: { path: string }): string =>
    `  ${path}: keep it, and never send it. Without it, you can't decrypt anything.`,
  notLocked:
    "  It has no passphrase: anyone who can read the file can use it (--passphrase adds one).",
  safetyWords: ({ words }: { words: string }): string => `Safety words: ${words}`,
  encrypted: ({ names }: { names: string }): string => `Encrypted for ${names}.`,
  encryptedInto: ({ output, names }: { output: string; names: string }): string =>
    `${output}: encrypted for ${names}.`,
  sealed: "Encrypted with the passphrase.",
  sealedInto: ({ output }: { output: string }): string =>
    `${output}: encrypted with the passphrase.`,
  decryptedInto: ({ output }: { output: string }): string =>
    `${output}: decrypted. Only you can read this file; delete it when you no longer need it.`,
  decryptedThrough: ({ output }: { output: string }): string =>
    `${output}: decrypted into this pipe or device. No file was made.`,
  exportedInto: ({ output }: { output: string }): string => `${output}: written. It is public.`,
  copied: ({ seconds }: { seconds: number }): string =>
    `Copied. The clipboard is cleared in ${seconds.toString()} seconds.`,
  copiedUnseen:
    "The copy has line breaks or characters that you can't see. Paste it into a field, not into a terminal, which would run its lines.",
  passwordArgument:
    "Others on this computer can see a secret in a command, and it stays in the shell history. Leave out -p, and pct asks for it.",
  onlyFirstLine:
    "Only the first line was taken: the terminal does not mark pastes. Clear the rest from the next prompt, and give a text of several lines as a file or through a pipe.",
  keyLeftOut: ({ name, reason }: { name: string; reason: string }): string =>
    `${name} was left out: ${reason}`,
  onlyKeyOfCertificate: ({ name }: { name: string }): string =>
    `${name}: a certificate. Only its key is used; its names, dates and signature are not checked.`,
  shortKey: ({ name, bits }: { name: string; bits: number }): string =>
    `${name} has ${bits.toString()} bits (112-bit strength), which NIST accepts until 2030-12-31. A new pair has 4096.`,
  shortKeys: ({ names, bits }: { names: string; bits: number }): string =>
    `${names} have ${bits.toString()} bits (112-bit strength), which NIST accepts until 2030-12-31. A new pair has 4096.`,
  passwordMatches: "The password matches.",
  passwordMatchesWithKeys: "The password matches, with the BackEndBase keys.",
  passwordMatchesWithOlderKeys: ({ index }: { index: number }): string =>
    `The password matches, with the older BackEndBase keys (number ${index.toString()}). Store a new hash.`,
  rehash: "The hash is weaker than recommended today: store a new one (pct hash).",
  noneFault:
    "This hash was made from the word None, not from a password: in the original application, any password opens the account. Give its owner a new password.",
  otpPart: ({ part, parts }: { part: number; parts: number }): string =>
    `This is QR code ${part.toString()} of ${parts.toString()} of the export; the others have more accounts.`,
  otpLeftOut: ({ count }: { count: number }): string =>
    `Left out ${count.toString()}: not time-based, or with an unsupported algorithm.`,
  secondsLeft: ({ seconds }: { seconds: number }): string => `valid for ${seconds.toString()} s`,
  keyReadableByOthers: ({ path }: { path: string }): string =>
    `Others on this computer can read your private key. To prevent it: chmod 600 ${shellWord(path)}`,
};
