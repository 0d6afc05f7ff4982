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

Or by a link, through a server that can open nothing:
  pct request                   the recipient gets a link, sends it, and waits
  pct send LINK                 the sender types the secret

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
    address: "address",
    algorithm: "algorithm",
    bits: "bits",
    characters: "characters",
    command: "command",
    file: "file",
    folder: "folder",
    format: "format",
    hash: "hash",
    key: "key",
    language: "language",
    length: "length",
    link: "link",
    method: "method",
    name: "name",
    number: "number",
    provider: "provider",
    request: "request",
    seconds: "seconds",
    shell: "shell",
    text: "text",
    time: "time",
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
    request: {
      summary: "ask for a credential with a link",
      description:
        "Makes a key pair and a link, prints the link, and waits for what is sent through it. Nobody but this computer can open that. Once you have it, the server's copy is erased. Ctrl-C loses nothing: pct receive goes on.",
      operands: {},
      options: {
        label: "what is asked for; whoever opens the link reads it, the server does not",
        from: "who asks, in the link as well",
        expires: "how long the link is good: 5m to 30d (1d)",
        server: "the server that carries the answer (PCT_SERVER)",
        qr: "show the link as a QR code, too",
        output: "save the answer in this file, or its files in this folder, instead of showing it",
        force: "replace what exists under that name",
        json: "print JSON: the request, and then the answer",
        noWait: "end once the link is printed; pct receive collects the answer",
      },
      examples: [
        {
          run: 'pct request --label "AWS, account 1234" --from Ana',
          does: "prints a link, waits, and shows the credential",
        },
        {
          run: "pct request --expires 3d --qr --no-wait",
          does: "a link for three days; the answer is collected with pct receive",
        },
      ],
    },
    send: {
      summary: "send a credential through a link",
      description:
        "Checks that nobody has altered the link's key, shows the six words that whoever asked must see as well, and asks whether to go on. Then it asks for the secret without showing it, or reads it from a pipe (one final line break is dropped), or takes a file, and sends it encrypted.",
      operands: {
        link: "the link that you were sent, in quotes",
        file: "what to send; - for all of standard input, none for a secret",
      },
      options: {
        provider: "whose console it opens: aws, azure, gcp or other",
        signInUrl: "where to sign in",
        account: "account, tenant or project",
        username: "user name",
        note: "anything else that is no secret",
        from: "who sends it",
        yes: "send without asking, when you have compared the words",
      },
      examples: [
        {
          run: "pct send 'https://pct.example.org/s/…' --provider aws --username ana",
          does: "asks for the password",
        },
        {
          run: "pct send 'https://pct.example.org/s/…' credentials.csv",
          does: "sends a file",
        },
      ],
    },
    receive: {
      summary: "collect the answer to a request",
      description:
        "Goes on with a request of pct request: waits for the answer, opens it, shows or saves it, and has the server's copy erased. An answer that is only a password or a file comes out as just that; one with more fields, as a line for each.",
      operands: {
        request: "which one: the beginning of its name, or its link (the newest)",
      },
      options: {
        list: "show all requests of this computer, and how they stand",
        cancel: "end the request: its link, its key, and what was sent are erased",
        output: "save the answer in this file, or its files in this folder, instead of showing it",
        copy: "put the password into the clipboard; cleared after 45 seconds",
        force: "replace what exists under that name",
        json: "print JSON",
        noWait: "look once; exit code 1 if nothing has come",
      },
      examples: [
        { run: "pct receive", does: "the newest request; waits if nothing has come" },
        { run: "pct receive -o ./", does: "saves what came in this folder" },
        { run: "pct receive --list", does: "what was asked for, and until when" },
      ],
    },
    hash: {
      summary: "hash a password, for storing it",
      description:
        "Prints the hash of a password, which is asked for twice without showing it, or read from a pipe (one final line break is dropped). With BackEndBase keys it prints the hash that BackEndBase would have stored.",
      operands: {},
      options: {
        method:
          "argon2id, scrypt, scrypt:N:r:p, pbkdf2:sha512:ROUNDS, backendbase or backendbase:ROUNDS (argon2id; backendbase with --keys)",
        keys: "file with the keys of BackEndBase: JSON or .env, with SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY (the environment)",
        upperCase: "turn the text into capitals first, as BackEndBase could",
      },
      examples: [
        { run: "pct hash", does: "asks for a password, prints $argon2id$…" },
        {
          run: "pct hash --keys backendbase.env",
          does: "as BackEndBase stored it: type name and password together",
        },
      ],
    },
    check: {
      summary: "check a password against its hash",
      description:
        "Asks for a password without showing it, or reads it from a pipe, and says whether the hash was made of it. Exit code 0: it was. 1: it was not.",
      operands: { hash: "the hash, in single quotes: argon2id, scrypt or pbkdf2" },
      options: {
        keys: "file with the keys of BackEndBase; repeatable, the current ones first (the environment)",
        upperCase: "turn the text into capitals first, as BackEndBase could",
        legacy: "check hashes of one fast round, too, such as sha256$salt$…",
        json: "print JSON: match, rehash, and which keys",
      },
      examples: [
        { run: "pct check '$argon2id$v=19$m=19456,t=2,p=1$…'", does: "asks for the password" },
        {
          run: "pct check 'pbkdf2:sha512:50000$…' --keys new.env --keys old.env",
          does: "a hash of BackEndBase, whose keys were changed",
        },
      ],
    },
    digest: {
      summary: "print the SHA-512 of a text or a file",
      description:
        "Prints the SHA-512 digest in hexadecimal: of a text, which is asked for or read from a pipe (one final line break is dropped), or of a file, of which every byte counts.",
      operands: { file: "what to digest; - for all of standard input, none for a text" },
      options: {},
      examples: [
        { run: "printf hola | pct digest", does: "as BackEndBase's generate_digest" },
        { run: "pct digest credentials.csv", does: "the same as sha512sum" },
      ],
    },
    salt: {
      summary: "print random letters and digits",
      description: "Prints a salt: letters and digits from the system's cryptographic generator.",
      operands: { length: "number of characters, 1 to 1024 (30)" },
      options: {},
      examples: [{ run: "pct salt 16", does: "16 characters, 95 bits" }],
    },
    uuid: {
      summary: "print a random identifier",
      description: "Prints a random UUID (version 4) as 32 hexadecimal digits, without hyphens.",
      operands: {},
      options: {},
      examples: [{ run: "pct uuid", does: "as BackEndBase's generate_uuid" }],
    },
    random: {
      summary: "print a random number",
      description:
        "Prints a random number of so many bits, in decimal, from the system's cryptographic generator.",
      operands: { bits: "number of bits, 8 to 4096 (128)" },
      options: {},
      examples: [{ run: "pct random 256", does: "up to 78 digits" }],
    },
    base64: {
      summary: "write as base64, or read it",
      description:
        "Encodes a text, which is asked for or read from a pipe (one final line break is dropped), or a file, of which every byte is kept. With --decode, the other way round.",
      operands: { file: "what to convert; - for all of standard input, none for a text" },
      options: { decode: "read base64; spaces and line breaks in it do not matter" },
      examples: [
        { run: "pct base64 logo.png", does: "one line" },
        { run: "printf aG9sYQ== | pct base64 --decode", does: "prints hola" },
      ],
    },
    otp: {
      summary: "show the present code of an authenticator",
      description:
        "Asks for the secret of an authenticator, or its otpauth:// address, without showing it, or reads it from a pipe. Prints the present code, and how long it is valid.",
      operands: {},
      options: {
        uri: "print the otpauth:// address instead of the code; it holds the secret",
        qr: "show the address as a QR code, to be read by a phone",
        account: "name of the account in the address (pct)",
        issuer: "name of the service in the address",
        digits: "digits of a code, 6 to 10 (6)",
        period: "seconds for which a code is valid (30)",
        algorithm: "SHA1, SHA256 or SHA512 (SHA1)",
        json: "print JSON: the code, and the seconds left",
      },
      examples: [
        { run: "pct otp", does: "asks for the secret, counts down in a terminal" },
        { run: "pct otp --qr --issuer AWS --account ana", does: "to set up a second phone" },
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
