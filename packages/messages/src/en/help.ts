/** What `--help` shows. Command lines in examples are typed as they stand. */

export const help = {
  program:
    "Hands over a password, or any file, so that only its recipient can read it: the recipient makes a key pair and gives away the public half, the sender encrypts with it.",
  programUsage: "[options] <command>",
  optionsUsage: "[options]",
  epilogue: `In four steps:
  pct create                    the recipient makes a key pair, and sends public_key.pem
  pct encrypt                   the sender types the secret, and sends file_encrypted.txt
  pct decrypt                   the recipient reads it
  pct generate                  a new password, to replace the one that was sent

Data goes to standard output, everything else to standard error.
Exit codes: 0 done, 1 it failed, 2 wrong usage, 130 interrupted.`,
  versionOption: "show the version",
  helpOption: "show this help",
  helpCommand: "show the help of a command",
  langOption: "language of the messages: es or en (otherwise PCT_LANG, LC_ALL or LANG decides)",
  headings: {
    usage: "Usage:",
    operands: "What it works on:",
    options: "Options:",
    commands: "Commands:",
    examples: "Examples:",
  },
  values: {
    characters: "characters",
    command: "command",
    file: "file",
    folder: "folder",
    format: "format",
    key: "key",
    language: "language",
    length: "length",
    number: "number",
    shell: "shell",
    text: "text",
  },
  commands: {
    generate: {
      summary: "make a new password",
      description:
        "Makes a random password of letters and digits, with at least one capital letter, one small letter and one digit.",
      operands: { length: "number of characters, 4 to 1024 (20)" },
      options: {
        symbols: "add at least one of !@#$%^&*()",
        exclude: "characters that must not appear, for example 0O1lI",
        words: "a passphrase of this many words instead, 4 to 64, in the language of --lang",
        count: "how many to make, 1 to 1000",
        copy: "put it into the clipboard instead of showing it; cleared after 45 seconds",
        json: "print JSON: the passwords, and how hard each is to guess, in bits",
      },
      examples: [
        { run: "pct generate", does: "20 letters and digits" },
        {
          run: "pct generate 32 --symbols --exclude 0O1lI",
          does: "longer, and easy to read aloud",
        },
        { run: "pct generate --words 6", does: "six words joined by hyphens" },
      ],
    },
    create: {
      summary: "make a key pair, to receive secrets",
      description:
        "Makes public_key.pem, to give away, and private_key.pem, to keep. Prints the fingerprint of the pair.",
      operands: { directory: "where to write them (the current folder)" },
      options: {
        bits: "length of the key: 2048, 3072 or 4096 (4096)",
        passphrase: "lock the private key with a passphrase, which is asked for",
        passphraseFile: "take the passphrase from this file (or from PCT_PASSPHRASE)",
        force: "replace keys that exist; what was encrypted for them can no longer be opened",
        json: "print JSON: paths, bits, fingerprint and safety words",
      },
      examples: [
        { run: "pct create", does: "a pair in the current folder" },
        {
          run: "pct create ~/keys --passphrase",
          does: "a pair in ~/keys, locked with a passphrase",
        },
      ],
    },
    encrypt: {
      summary: "encrypt a secret or a file for somebody",
      description:
        "Encrypts a secret, which is asked for without showing it or read from a pipe (one final line break is dropped), or a file, of which every byte is kept. A short secret for one RSA key becomes a classic file, everything else an age file.",
      operands: { file: "what to encrypt; - for standard input, none for a secret" },
      options: {
        recipient:
          "for whom: a key file, or a line that begins with ssh-rsa, ssh-ed25519 or age1; repeatable (public_key.pem)",
        output:
          "where to write, - for standard output (file_encrypted.txt for a secret, FILE.age for a file)",
        format: "classic, which pycrypto-tali and openssl open, or age",
        armor: "write an age file as text, for mail and chat",
        passphrase: "encrypt with a passphrase instead of a key",
        passphraseFile: "take that passphrase from this file",
        password: "the secret itself; others can see it, so better be asked for it",
        force: "replace the output if it exists",
      },
      examples: [
        {
          run: "pct encrypt",
          does: "asks for a secret, writes file_encrypted.txt for public_key.pem",
        },
        { run: "pct generate | pct encrypt -r ana.pem", does: "a new password for Ana" },
        {
          run: "pct encrypt credentials.csv -r ana.pem -r luis.pem",
          does: "writes credentials.csv.age, which either of them can open",
        },
      ],
    },
    decrypt: {
      summary: "open what was encrypted for you",
      description:
        "Opens a classic or an age file; which of them it is, it finds out. Only in a terminal a line break is added to a secret that ends without one; a pipe gets exactly what was encrypted.",
      operands: { file: "what to open; - for standard input (file_encrypted.txt)" },
      options: {
        identity:
          "your private key: PEM, OpenSSH or AGE-SECRET-KEY-1; repeatable (private_key.pem)",
        output: "write to this file, which only you can read, instead of showing it",
        passphraseFile: "take the passphrase from this file (or from PCT_PASSPHRASE)",
        copy: "put it into the clipboard instead of showing it; cleared after 45 seconds",
        force: "replace the output if it exists",
      },
      examples: [
        { run: "pct decrypt", does: "shows the secret of file_encrypted.txt" },
        {
          run: "pct decrypt credentials.csv.age -o credentials.csv",
          does: "opens a file, whole or not at all",
        },
        { run: "pct decrypt --copy", does: "straight into the clipboard" },
      ],
    },
    fingerprint: {
      summary: "show what two people compare to know they mean the same key",
      description:
        "Prints the fingerprint of a key, as ssh-keygen does, and six safety words to read aloud. Both sides must read them in the same language.",
      operands: { key: "a public or private key; - for standard input (public_key.pem)" },
      options: { json: "print JSON: fingerprint, bits, and the words in both languages" },
      examples: [
        { run: "pct fingerprint ana.pem", does: "the key that is said to be from Ana" },
        { run: "pct fingerprint --lang es", does: "the words for somebody who speaks Spanish" },
      ],
    },
    inspect: {
      summary: "say what a file is, without opening it",
      description: "Says what a file is, who can open it, and how large it is. No key is needed.",
      operands: { file: "any file; - for standard input" },
      options: { json: "print JSON" },
      examples: [
        { run: "pct inspect credentials.csv.age", does: "for which keys it was locked" },
        { run: "pct inspect ana.pem", does: "whether a key is a good one" },
      ],
    },
    completion: {
      summary: "print a script that completes commands in your shell",
      description: "Prints a script that makes the shell complete the commands and options of pct.",
      operands: { shell: "bash, zsh or fish" },
      options: {},
      examples: [
        {
          run: "source <(pct completion bash)",
          does: "for this shell; put it into ~/.bashrc to keep it",
        },
        {
          run: "pct completion fish > ~/.config/fish/completions/pct.fish",
          does: "for good, in fish",
        },
      ],
    },
  },
};
