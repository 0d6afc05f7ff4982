import type { Problem } from "../problem.js";

/** What only the command line says about things that went wrong. */

export const cli = {
  /** Next steps that are commands, in place of the hints in `errors`. */
  hints: {
    "key-is-private":
      "Use public_key.pem. If somebody sent you this one, tell them to make a new pair.",
    "key-is-public": "Name the private key with -i, for example: -i private_key.pem",
    "key-unsupported": "Use an RSA key of 2048 bits or more; pct create makes one of 4096.",
    "key-too-small": "Its owner should make a new pair: pct create",
    "key-too-large": "Its owner should make a new pair: pct create",
    "passphrase-required": "Run it in a terminal, or use --passphrase-file FILE or PCT_PASSPHRASE.",
    "secret-empty":
      "Type or paste the secret when asked, or pipe it: printf %s SECRET | pct encrypt",
    "secret-too-long": "Leave out --format classic: the age format has no such limit.",
    "ciphertext-not-recognized":
      "Name the file you were sent; pct inspect FILE says what a file is.",
    "identity-required": "Name the private key with -i, for example: -i private_key.pem",
    "decryption-failed": "pct inspect FILE shows for which key it was locked.",
    "output-is-input": "Choose another name for the output with -o.",
    "password-length": "For example: pct generate 24",
    "password-alphabet": "Exclude fewer characters, or add --symbols.",
    "passphrase-words": "For example: pct generate --words 6",
    "hash-malformed":
      "Put the whole hash in single quotes: without them the shell replaces what follows each $.",
    "hash-legacy": "Add --legacy to check it all the same; pct hash makes a better one.",
    "method-unsupported": "For example: pct hash --method pbkdf2:sha512:220000",
    "base64-malformed": "Copy all of it again; line breaks inside do no harm.",
  },
  standardInput: "standard input",
  standardOutput: "standard output",
  bug: ({ name }: { name: string }): Problem => ({
    what: `pct has a fault and had to stop (${name}).`,
    hint: "Run it again with PCT_DEBUG=1 and report what it prints; check it for secrets first.",
  }),
  publicKeyMissing: (): Problem => ({
    what: "There is no public_key.pem in this folder, so it is not known for whom to encrypt.",
    hint: "Ask the recipient for theirs and name it with -r FILE. To receive secrets yourself: pct create",
  }),
  privateKeyMissing: (): Problem => ({
    what: "There is no private_key.pem in this folder to open it with.",
    hint: "Name your private key with -i FILE. If you never made a pair: pct create",
  }),
  keyExists: ({ path }: { path: string }): Problem => ({
    what: `${path} exists already. It was left as it is.`,
    hint: "Choose another folder, or use --force; what was encrypted for the old key is then lost.",
  }),
  fingerprintOfLocked: ({ path }: { path: string }): Problem => ({
    what: `${path} is a locked private key, which does not show its fingerprint.`,
    hint: "Use the public half: pct fingerprint public_key.pem",
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
    what: "What came through the pipe is over 64 MiB, too much for a secret.",
    hint: "Encrypt it as a file: pct encrypt FILE, or pct encrypt - for a pipe.",
  }),
  passphrasesDiffer: (): Problem => ({
    what: "The two passphrases are not the same. Nothing was written.",
    hint: "Start again and type the same one twice.",
  }),
  passphraseFileNotText: ({ path }: { path: string }): Problem => ({
    what: `${path} holds no passphrase: it is not text, or it is too long.`,
    hint: "Put the passphrase alone into a text file, on one line.",
  }),
  terminalTooSimple: (): Problem => ({
    what: "This terminal cannot hide what is typed, so nothing was asked.",
    hint: "Use another terminal, or pipe the secret in.",
  }),
  notText: (): Problem => ({
    what: "What is inside is not plain text, so it is not shown in the terminal. Nothing was lost.",
    hint: "Save it with -o FILE, or send it through a pipe.",
  }),
  tooLongToShow: (): Problem => ({
    what: "What is inside is over 1 MiB, so it is not shown in the terminal. Nothing was lost.",
    hint: "Save it with -o FILE, or send it through a pipe.",
  }),
  tooLongToCopy: (): Problem => ({
    what: "What is inside is over 1 MiB, too much for the clipboard. Nothing was lost.",
    hint: "Save it with -o FILE.",
  }),
  noClipboard: (): Problem => ({
    what: "No program was found that can reach the clipboard.",
    hint: "Install wl-clipboard, xclip or xsel, or leave out --copy.",
  }),
  passwordEmpty: (): Problem => ({
    what: "The password is empty.",
    hint: "Type it when asked, or pipe it: printf %s PASSWORD | pct hash",
  }),
  passwordsDiffer: (): Problem => ({
    what: "The two passwords are not the same. Nothing was made of them.",
    hint: "Start again and type the same one twice.",
  }),
  passwordWrong: (): Problem => ({
    what: "The password does not match the hash.",
    hint: "Capital letters, accents and spaces matter. For a hash of BackEndBase add --keys FILE.",
  }),
  passwordWrongWithKeys: (): Problem => ({
    what: "The password does not match the hash, neither alone nor with these keys.",
    hint: "BackEndBase hashes name and password together, without a space: anasecreta.",
  }),
  bytesNotText: (): Problem => ({
    what: "What it says is not plain text, so it is not shown in the terminal.",
    hint: "Send it into a file or a pipe: pct base64 --decode FILE > OUTPUT",
  }),
  tooBigForBase64: (): Problem => ({
    what: "It is over 64 MiB, too much to convert at once.",
    hint: "Use base64, the system's own program.",
  }),
  textNotUtf8: (): Problem => ({
    what: "What came in is not text in UTF-8.",
    hint: "Name it as a file to use its bytes as they are.",
  }),
  keysFileMalformed: ({ path }: { path: string }): Problem => ({
    what: `${path} holds no keys that can be read.`,
    hint: "Lines such as SECRET_KEY=… belong in it, or JSON with the same names.",
  }),
  keysIncomplete: ({ path, names }: { path: string; names: string }): Problem => ({
    what: `Keys are missing in ${path}: ${names}.`,
    hint: "Take all three from the settings of the application, as they are.",
  }),
  keysMissing: (): Problem => ({
    what: "A hash of BackEndBase needs the keys of the application, and there are none.",
    hint: "Name a file with SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY: --keys FILE. Or set them in the environment.",
  }),
  discardOutput:
    "Discard what was printed: it is only a part. With -o FILE nothing would be left behind.",
};
