import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Errors that only the command line reports. */

export const cli = {
  /** Hints that name a command; they replace the hints in `errors`. */
  hints: {
    "key-is-private":
      "Use public_key.pem. If someone sent you this one, tell them to make a new pair.",
    "key-is-public": "Name the private key with -i, for example: -i private_key.pem",
    "key-too-small": "Its owner should make a new pair in an empty folder: pct create",
    "key-too-large": "Its owner should make a new pair in an empty folder: pct create",
    "passphrase-required": "Run it in a terminal, or use --passphrase-file FILE or PCT_PASSPHRASE.",
    "secret-empty":
      "Type or paste the secret when asked, or pipe it into the same command: printf %s 'SECRET' | pct encrypt",
    "secret-too-long": "Leave out --format classic: the age format has no such limit.",
    "identity-required": "Name the private key with -i, for example: -i private_key.pem",
    "decryption-failed": "pct inspect FILE shows what opens it.",
    "output-is-input": "Choose another name for the output with -o.",
    "password-length": "For example: pct generate 24",
    "password-alphabet": "Exclude fewer characters, or add --symbols.",
    "passphrase-words": "For example: pct generate --words 6",
    "hash-malformed": "Put the whole hash in single quotes: otherwise the shell expands each $.",
    "hash-legacy": "Add --legacy to check it anyway; pct hash makes a better one.",
    "method-unsupported": "For example: pct hash --method pbkdf2:sha512",
    "otp-name-invalid": "Give other names with --account and --issuer.",
    "base64-malformed": "Copy all of it again; line breaks don't matter.",
  },
  standardInput: "standard input",
  standardOutput: "standard output",
  bug: ({ name }: { name: string }): Problem => ({
    what: `pct has a bug and had to stop (${name}).`,
    hint: "Run it again with PCT_DEBUG=1 and report what it prints; check it for secrets first.",
  }),
  lineOf: ({ name, line }: { name: string; line: string }): string => `${name}, line ${line}`,
  classicNotDecrypted: ({ name }: { name: string }): Problem => ({
    what: `${name}: Can't decrypt this file: wrong key, or it was changed or cut short. Nothing was lost.`,
    hint: "pct inspect FILE shows how long its key is. Is it the password of a Windows server from AWS (PKCS#1 v1.5)? Then: pct windows-password FILE",
  }),
  publicKeyMissing: (): Problem => ({
    what: "There is no public_key.pem in this folder, so pct doesn't know who to encrypt for.",
    hint: "Ask the recipient for theirs and name it with -r FILE. To receive secrets yourself: pct create",
  }),
  privateKeyMissing: (): Problem => ({
    what: "There is no private_key.pem in this folder to decrypt it with.",
    hint: "Name your private key with -i FILE. If you never made a pair: pct create. Then send public_key.pem, and ask for the secret again.",
  }),
  keyExists: ({ path }: { path: string }): Problem => ({
    what: `${path} already exists. It was not changed.`,
    hint: "Choose another folder, or use --force; you then lose what was encrypted for the old key.",
  }),
  fingerprintOfLocked: ({
    path,
    publicHalf,
  }: {
    path: string;
    publicHalf: string | null;
  }): Problem => ({
    what: `${path} is a private key with a passphrase, so its fingerprint can't be shown.`,
    hint: `Use the public half: pct fingerprint ${publicHalf === null ? "FILE" : shellWord(publicHalf)}`,
  }),
  classicForOne: (): Problem => ({
    what: "The classic format is for one recipient only.",
    hint: "Leave out --format classic: an age file can have several recipients.",
  }),
  classicForRsa: (): Problem => ({
    what: "The classic format needs an RSA key, and this recipient has another kind.",
    hint: "Leave out --format classic: the age format knows this kind of key.",
  }),
  secretTooBig: (): Problem => ({
    what: "The piped input is over 64 MiB, too large for a secret.",
    hint: "Encrypt it as a file: pct encrypt FILE. From a pipe: pct encrypt - -o OUTPUT",
  }),
  passphrasesDiffer: (): Problem => ({
    what: "The two passphrases are not the same. Nothing was written.",
    hint: "Start again and type the same one twice.",
  }),
  passphraseFileNotText: ({ path }: { path: string }): Problem => ({
    what: `${path} contains no passphrase: it is not text, or it is too long.`,
    hint: "Put only the passphrase into a text file, on one line.",
  }),
  terminalTooSimple: (): Problem => ({
    what: "This terminal can't hide what you type, so pct didn't ask.",
    hint: "Use another terminal, or pipe the secret in.",
  }),
  typedNotUtf8: (): Problem => ({
    what: "The terminal sent characters that are not UTF-8, so pct would have changed what you typed. Nothing was done.",
    hint: "Set the terminal to UTF-8, or pass the text through a pipe or a file.",
  }),
  variableNotUtf8: ({ name }: { name: string }): Problem => ({
    what: `${name} is not UTF-8 text, so pct would have changed it. Nothing was done.`,
    hint: "Set it again as UTF-8, or use a file.",
  }),
  notText: (): Problem => ({
    what: "The content is not plain text, so it is not shown in the terminal. Nothing was lost.",
    hint: "Save it with -o FILE, or pipe it to another program.",
  }),
  tooLongToShow: (): Problem => ({
    what: "The content is over 1 MiB, so it is not shown in the terminal. Nothing was lost.",
    hint: "Save it with -o FILE, or pipe it to another program.",
  }),
  tooLongToCopy: (): Problem => ({
    what: "The content is over 1 MiB, too large for the clipboard. Nothing was lost.",
    hint: "Save it with -o FILE.",
  }),
  noDisplay: (): Problem => ({
    what: "There is no graphical session here, so there is no clipboard.",
    hint: "Leave out --copy; over ssh, forward the display (X11).",
  }),
  noClipboard: (): Problem => ({
    what: "pct found no program that can access the clipboard.",
    hint: "Install wl-clipboard, xclip or xsel, or leave out --copy.",
  }),
  passwordEmpty: ({ command }: { command: string }): Problem => ({
    what: "The password is empty.",
    hint: `Type it when asked, or pipe it into the same command: printf %s 'PASSWORD' | pct ${command}`,
  }),
  passwordsDiffer: (): Problem => ({
    what: "The two passwords are not the same. No hash was made.",
    hint: "Start again and type the same one twice.",
  }),
  passwordWrong: (): Problem => ({
    what: "The password does not match the hash.",
    hint: "Capital letters, accents and spaces matter. For a BackEndBase hash, add --keys FILE.",
  }),
  passwordWrongWithKeys: (): Problem => ({
    what: "The password does not match the hash, with or without these keys.",
    hint: "BackEndBase hashes name and password together, without a space: anasecreta.",
  }),
  otpWhichAccount: ({ names }: { names: string }): Problem => ({
    what: `Several accounts fit: ${names}.`,
    hint: "Name one of them: pct otp --pick 'NAME'",
  }),
  otpNoSuchAccount: ({ names }: { names: string }): Problem => ({
    what: names === "" ? "A secret alone has no name." : `No account has this name, but: ${names}.`,
    hint: names === "" ? "Leave out --pick." : "Name one of them: pct otp --pick 'NAME'",
  }),
  bytesNotText: ({ file }: { file: string | null }): Problem => ({
    what: "The decoded content is not plain text, so it is not shown in the terminal.",
    hint: `Redirect it to a file or a pipe: pct base64 --decode${file === null ? "" : ` ${shellWord(file)}`} > OUTPUT`,
  }),
  tooBigForBase64: (): Problem => ({
    what: "The input is over 64 MiB, too large to convert.",
    hint: "Use base64, the system's own program.",
  }),
  textNotUtf8: (): Problem => ({
    what: "The input is not UTF-8 text.",
    hint: "Pass it as a file to use its bytes unchanged.",
  }),
  keysFileMalformed: ({ path }: { path: string }): Problem => ({
    what: `${path} contains no keys that pct can read.`,
    hint: "It needs lines such as SECRET_KEY=…, or JSON with the same names.",
  }),
  keysIncomplete: ({ path, names }: { path: string; names: string }): Problem => ({
    what: `Keys are missing in ${path}: ${names}.`,
    hint: "Copy all three from the settings of the application, unchanged.",
  }),
  keysMissing: (): Problem => ({
    what: "A BackEndBase hash needs the keys of the application, and none were given.",
    hint: "Name a file with SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY: --keys FILE. Or set them in the environment.",
  }),
  discardOutput:
    "Discard the output: it is incomplete. With -o FILE, a failed run leaves nothing behind.",
};
