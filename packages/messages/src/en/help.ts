/**
 * Texts of `--help`. The command lines in examples work as written. All commands are in one file, which a
 * call of help loads and others do not.
 */

export const help = {
  program:
    "Delivers a password, or any file, so that only the recipient can read it: the recipient makes a key pair and sends the public key; the sender encrypts with it.",
  programUsage: "[options] <command>",
  optionsUsage: "[options]",
  epilogue: `In four steps:
  pct create                    the recipient makes a key pair, and sends public_key.pem
  pct encrypt                   the sender types the secret, and sends file_encrypted.txt
  pct decrypt                   the recipient reads it
  pct generate                  the recipient makes a new password to replace it

Or by a link, through a server that can't decrypt anything:
  pct request                   the recipient gets a link, sends it, and waits
  pct send 'LINK'               the sender types the secret

Data goes to standard output, everything else to standard error.
Exit codes: 0 success, 1 failure, 2 wrong usage, 130 interrupted.`,
  versionOption: "show the version",
  helpOption: "show this help",
  helpCommand: "show the help of a command",
  quietOption: "no notices and no progress; warnings and errors stay",
  short: `Usage: pct <command>

  pct create       make a key pair, and give away public_key.pem
  pct encrypt      type a secret for its recipient
  pct decrypt      read what you were sent
  pct request      get a link for a secret, and wait for it

All commands: pct --help`,
  langOption: "language of the messages: es or en (default: PCT_LANG, LC_ALL or LANG)",
  headings: {
    usage: "Usage:",
    operands: "Arguments:",
    options: "Options:",
    commands: "Commands:",
    examples: "Examples:",
  },
  commands: {
    generate: {
      summary: "make a new password",
      description:
        "Makes a random password of letters and digits, with at least one uppercase letter, one lowercase letter and one digit.",
      operands: { length: "number of characters, 4 to 1024 (20)" },
      options: {
        symbols: "add at least one of !@#$%^&*()",
        exclude: "characters that must not appear, for example 0O1lI",
        words: "a passphrase of this many words instead, 4 to 64, in the language of --lang",
        count: "how many to make, 1 to 1000",
        copy: "copy it to the clipboard instead of showing it; cleared after 45 seconds",
        json: "print JSON: the passwords, and the strength of each in bits",
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
      summary: "make a key pair to receive secrets",
      description:
        "Makes public_key.pem, to give to senders, and private_key.pem, to keep. Prints the fingerprint of the pair.",
      operands: { directory: "where to write them (the current folder)" },
      options: {
        bits: "length of the key: 2048, 3072 or 4096 (4096)",
        passphrase: "protect the private key with a passphrase; pct asks for it",
        passphraseFile: "read the passphrase from this file (or from PCT_PASSPHRASE)",
        force: "replace existing keys; you can no longer decrypt what was encrypted for them",
        json: "print JSON: paths, bits, fingerprint and safety words",
      },
      examples: [
        { run: "pct create", does: "a pair in the current folder" },
        {
          run: "pct create ~/keys --passphrase",
          does: "a pair in ~/keys, protected with a passphrase",
        },
      ],
    },
    encrypt: {
      summary: "encrypt a secret or a file for someone",
      description:
        "Encrypts a secret or a file. Asks for the secret without showing it, or reads it from a pipe (one final line break is dropped); a file keeps every byte. A short secret for one RSA key becomes a classic file, everything else an age file.",
      operands: { file: "what to encrypt; - for standard input, leave out for a secret" },
      options: {
        recipient:
          "public key of a recipient: a file, or a line that starts with ssh-rsa, ssh-ed25519 or age1; repeatable (public_key.pem)",
        output:
          "output file, - for standard output (file_encrypted.txt for a secret, FILE.age for a file)",
        format: "classic, which pycrypto-tali and openssl open, or age",
        armor: "write an age file as text, for mail and chat",
        passphrase: "encrypt with a passphrase instead of a key",
        passphraseFile: "read that passphrase from this file",
        password: "the secret itself; others can see it, so let pct ask for it instead",
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
      summary: "decrypt what was encrypted for you",
      description:
        "Decrypts a classic or an age file; pct detects the format. In a terminal, pct adds a line break if the secret has none; a pipe gets the exact bytes.",
      operands: { file: "what to decrypt; - for standard input (file_encrypted.txt)" },
      options: {
        identity:
          "your private key: PEM, OpenSSH or AGE-SECRET-KEY-1; repeatable (private_key.pem)",
        output: "write to this file, readable only by you, instead of showing it",
        passphraseFile: "read the passphrase from this file (or from PCT_PASSPHRASE)",
        copy: "copy it to the clipboard instead of showing it; cleared after 45 seconds",
        force: "replace the output if it exists",
      },
      examples: [
        { run: "pct decrypt", does: "shows the secret of file_encrypted.txt" },
        {
          run: "pct decrypt credentials.csv.age -o credentials.csv",
          does: "decrypts a file, completely or not at all",
        },
        { run: "pct decrypt --copy", does: "straight to the clipboard" },
      ],
    },
    "windows-password": {
      summary: "open the password of a Windows server of AWS or OpenStack",
      description:
        "Opens the administrator's password of a Windows server that AWS EC2, Lightsail or OpenStack encrypted for your key pair. Reads the JSON of their commands, or the base64 alone.",
      operands: { file: "what the cloud printed; - for standard input" },
      options: {
        identity: "your private key; repeatable (private_key.pem)",
        passphraseFile: "read the passphrase from this file (or from PCT_PASSPHRASE)",
        copy: "copy it to the clipboard instead of showing it; cleared after 45 seconds",
      },
      examples: [
        {
          run: "pct windows-password password.json",
          does: "what AWS answered to get-password-data",
        },
      ],
    },
    fingerprint: {
      summary: "show the fingerprint of a key, to compare it by phone",
      description:
        "Prints the fingerprint of a key, as ssh-keygen does, and six safety words to read aloud. Both people must use the same language.",
      operands: { key: "a public or private key; - for standard input (public_key.pem)" },
      options: { json: "print JSON: fingerprint, bits, and the words in both languages" },
      examples: [
        { run: "pct fingerprint ana.pem", does: "the key that you got as Ana's" },
        { run: "pct fingerprint --lang es", does: "the words for someone who speaks Spanish" },
      ],
    },
    export: {
      summary: "write a public key in the shape that a cloud or a program takes",
      description:
        "Prints a public key as PEM, as the line of SSH that key pairs of AWS and OpenStack take, as a JSON Web Key, or as the line of windows-keys, for which a Windows server of Google encrypts a new password. What is encrypted for it opens with the private key.",
      operands: { key: "a public or private key; - for standard input (public_key.pem)" },
      options: {
        as: "pem, ssh, jwk or windows-keys (pem)",
        user: "the Windows account, for windows-keys",
        email: "your Google account, for windows-keys; not needed",
        expires: "until when windows-keys is accepted: 5m to 30d (5m)",
        output: "write to this file instead of showing it",
        force: "replace the output if it exists",
      },
      examples: [
        { run: "pct export ana.pem --as ssh -o ana.pub", does: "for a key pair of AWS" },
        {
          run: "pct export ana.pem --as windows-keys --user ana -o keys.json",
          does: "for the metadata of a Windows server at Google, within five minutes",
        },
      ],
    },
    inspect: {
      summary: "show what a file is, without decrypting it",
      description: "Shows what a file is, who can decrypt it, and how large it is. Needs no key.",
      operands: { file: "any file; - for standard input" },
      options: { json: "print JSON" },
      examples: [
        { run: "pct inspect credentials.csv.age", does: "which keys it was encrypted for" },
        { run: "pct inspect ana.pem", does: "whether a key is safe to use" },
      ],
    },
    request: {
      summary: "ask for a credential with a link",
      description:
        "Makes a key pair and a link, prints the link, and waits for the answer. Only this computer can decrypt it. Once you have it, the server's copy is erased. Ctrl-C loses nothing: continue with pct receive.",
      operands: {
        link: "an invitation that you were sent: your link goes, encrypted, to the person who invites",
      },
      options: {
        label: "what you ask for; anyone who opens the link sees it, the server does not",
        from: "your name; it is also in the link",
        expires: "how long the link works: 5m to 30d (1d)",
        server: "the server that stores the answer (PCT_SERVER)",
        qr: "also show the link as a QR code",
        rsa: "make an RSA key, for a sender whose PCT is too old for this link",
        output: "save the answer to this file, or its files to this folder, instead of showing it",
        force: "replace the output file; files in a folder are never replaced",
        json: "print JSON: the request, then the answer",
        noWait: "exit after printing the link; collect the answer with pct receive",
      },
      examples: [
        {
          run: 'pct request --label "AWS, account 1234" --from Ana',
          does: "prints a link, waits, and shows the credential",
        },
        {
          run: "pct request --expires 3d --qr --no-wait",
          does: "a link for three days; collect the answer with pct receive",
        },
        {
          run: "pct request 'https://pct.example.org/i/…'",
          does: "answers an invitation, shows the six words, and waits for the credential",
        },
      ],
    },
    send: {
      summary: "send a credential through a link",
      description:
        "Checks that the server did not swap the link's key, shows the six words for you to compare, and asks you to confirm. Then asks for the secret without showing it, reads it from a pipe (one final line break is dropped), or takes a file, and sends it encrypted. A file with credentials as AWS, Azure and Google hand them out fills the fields.",
      operands: {
        link: "the link that you were sent, in quotes; with --status or --withdraw, its ID will do",
        file: "what to send; - for standard input, leave out for a secret",
      },
      options: {
        provider: "the cloud provider: aws, azure, gcp or other",
        service: "the service, if it is none of these clouds",
        signInUrl: "where to sign in",
        account: "account, tenant or project",
        username: "user name",
        note: "anything else the recipient should know",
        from: "your name",
        pick: "of a provider's file with several people, the credential of this one",
        asIs: "send a provider's file unchanged, without filling the fields from it",
        yes: "send without asking; use it after you compared the words. With --batch: the list is right",
        invitation: "send to an invited person: the code, name, address or link of the invitation",
        checked: "with --invitation: you compared the six words in another way",
        batch: "send the credentials of this table to the people who were invited",
        inOrder: "with --batch: match the rows by the order of the invitations",
        status: "show whether what you sent was opened, for one link or all",
        withdraw: "take back what you sent, before it is collected",
        json: "with --status or --batch: print JSON",
      },
      examples: [
        {
          run: "pct send 'https://pct.example.org/s/…' --provider aws --username ana",
          does: "asks for the password",
        },
        {
          run: "pct send 'https://pct.example.org/s/…' credentials.csv",
          does: "sends a file; one from AWS, Azure or Google fills the fields",
        },
        { run: "pct send --status", does: "what you sent, and whether it was opened" },
        {
          run: "pct send --invitation ana",
          does: "asks for two of the six words, then for the password",
        },
        {
          run: "pct send --batch credentials.csv",
          does: "one after the other, to those who are ready; run it again to go on",
        },
      ],
    },
    receive: {
      summary: "collect the answer to a request",
      description:
        "Continues a request made by pct request: waits for the answer, decrypts it, shows or saves it, and erases the server's copy. An answer with only a password or a file prints just that; one with more fields prints a line for each.",
      operands: {
        request: "which one: the start of its ID, or its link (the newest)",
      },
      options: {
        list: "list all requests of this computer and their state",
        cancel: "end the request: erases its link, its key, and what was sent",
        output: "save the answer to this file, or its files to this folder, instead of showing it",
        copy: "copy the password to the clipboard; cleared after 45 seconds",
        force: "replace the output file; files in a folder are never replaced",
        json: "print JSON",
        noWait: "check once; exit code 1 if nothing has arrived",
      },
      examples: [
        { run: "pct receive", does: "the newest request; waits if nothing has arrived" },
        { run: "pct receive -o ./", does: "saves the answer to this folder" },
        { run: "pct receive --list", does: "your requests, and when they expire" },
      ],
    },
    invite: {
      summary: "invite people to receive a credential",
      description:
        "Makes an invitation for a person, or for each person of a table, and prints a message to send. The person who opens it answers with a link of their own, which only this computer can read. No one is invited twice: run it again to get the same messages.",
      operands: {
        people:
          "a name, or a CSV file with name, mail and what for, with or without headings; - for standard input",
      },
      options: {
        label: "what it is for, where the table does not say",
        from: "your name; it is in the message and in the link",
        mail: "mail address of the person",
        user: "user name that the person gets, to find the credential in a table",
        expires: "how long the invitation works: 5m to 30d (7d)",
        server: "the server that stores the answers (PCT_SERVER)",
        json: "print JSON",
      },
      examples: [
        {
          run: "pct invite people.csv --label AWS --from Luis > messages.csv",
          does: "a message for each person, for a mail merge",
        },
        { run: "pct invite Ana --label AWS", does: "one message" },
      ],
    },
    invitations: {
      summary: "show who was invited, is ready, and has opened it",
      description:
        "Shows each invitation: invited, ready with the six words, sent, opened with proof, expired or withdrawn. Reads the answers that have arrived.",
      operands: { invitation: "the code, name, address or link of one invitation (all)" },
      options: {
        watch: "keep looking, and print what changes",
        confirm: "confirm the six words: pct asks for two of them, as you hear them by phone",
        checked: "you compared the six words in another way",
        withdraw: "end the invitation, and take back what was sent if it is not collected",
        json: "print JSON, with the six words in both languages",
      },
      examples: [
        { run: "pct invitations", does: "everyone, and the six words of those who are ready" },
        { run: "pct invitations ana --withdraw", does: "ends an invitation" },
      ],
    },
    hash: {
      summary: "hash a password for storage",
      description:
        "Prints the hash of a password. Asks for it twice without showing it, or reads it from a pipe (one final line break is dropped). With BackEndBase keys, prints the hash that BackEndBase would store.",
      operands: {},
      options: {
        method:
          "argon2id, scrypt, scrypt:N:r:p, pbkdf2:sha512:ROUNDS, backendbase or backendbase:ROUNDS (argon2id; backendbase with --keys)",
        keys: "file with the BackEndBase keys: JSON or .env, with SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY (the environment)",
        upperCase: "convert the text to uppercase first, an option of BackEndBase",
      },
      examples: [
        { run: "pct hash", does: "asks for a password, prints $argon2id$…" },
        {
          run: "pct hash --keys backendbase.env",
          does: "as BackEndBase stores it: type name and password together",
        },
      ],
    },
    check: {
      summary: "check a password against its hash",
      description:
        "Asks for a password without showing it, or reads it from a pipe, and checks it against the hash. Exit code 0: it matches. 1: it does not.",
      operands: { hash: "the hash, in single quotes: argon2id, scrypt, pbkdf2 or bcrypt" },
      options: {
        keys: "file with the BackEndBase keys; repeatable, current keys first (the environment)",
        upperCase: "convert the text to uppercase first, an option of BackEndBase",
        legacy: "also check hashes of one fast round, such as sha256$salt$…",
        json: "print JSON: match, rehash, and which keys matched",
      },
      examples: [
        { run: "pct check '$argon2id$v=19$m=19456,t=2,p=1$…'", does: "asks for the password" },
        {
          run: "pct check 'pbkdf2:sha512:50000$…' --keys new.env --keys old.env",
          does: "a BackEndBase hash, after its keys were changed",
        },
      ],
    },
    digest: {
      summary: "print the SHA-512 of a text or a file",
      description:
        "Prints the SHA-512 digest of a text or a file in hexadecimal. Asks for the text, or reads it from a pipe (one final line break is dropped); in a file, every byte counts.",
      operands: { file: "what to digest; - for standard input, leave out for a text" },
      options: {},
      examples: [
        { run: "printf hola | pct digest", does: "like BackEndBase's generate_digest" },
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
      examples: [{ run: "pct uuid", does: "like BackEndBase's generate_uuid" }],
    },
    random: {
      summary: "print a random number",
      description:
        "Prints a random number with this many bits, in decimal, from the system's cryptographic generator.",
      operands: { bits: "number of bits, 8 to 4096 (128)" },
      options: {},
      examples: [{ run: "pct random 256", does: "up to 78 digits" }],
    },
    base64: {
      summary: "encode to base64, or decode it",
      description:
        "Encodes a text or a file as base64. Asks for the text, or reads it from a pipe (one final line break is dropped); a file keeps every byte. With --decode, decodes it.",
      operands: { file: "what to convert; - for standard input, leave out for a text" },
      options: { decode: "decode base64; spaces and line breaks don't matter" },
      examples: [
        { run: "pct base64 logo.png", does: "one line" },
        { run: "printf aG9sYQ== | pct base64 --decode", does: "prints hola" },
      ],
    },
    otp: {
      summary: "show the current code of an authenticator",
      description:
        "Asks for an authenticator secret or its otpauth:// address without showing it, or reads it from a pipe. Prints the current code, and how long it is valid. Of several accounts, as Google Authenticator exports them (otpauth-migration://), you choose one by name.",
      operands: {},
      options: {
        pick: "of several accounts, the one with this name",
        uri: "print the otpauth:// address instead of the code; it contains the secret",
        qr: "show the address as a QR code for a phone",
        account: "account name in the address (pct)",
        issuer: "service name in the address",
        digits: "digits of a code, 6 to 10 (6)",
        period: "seconds that a code is valid (30)",
        algorithm: "SHA1, SHA256 or SHA512 (SHA1)",
        json: "print JSON: the code, and the seconds left",
      },
      examples: [
        { run: "pct otp", does: "asks for the secret, and counts down in a terminal" },
        { run: "pct otp --qr --issuer AWS --account ana", does: "to set up a second phone" },
      ],
    },
    completion: {
      summary: "print a completion script for your shell",
      description: "Prints a script that lets the shell complete the commands and options of pct.",
      operands: { shell: "bash, zsh or fish" },
      options: {},
      examples: [
        {
          run: "source <(pct completion bash)",
          does: "for this session; add it to ~/.bashrc to keep it",
        },
        {
          run: "pct completion fish > ~/.config/fish/completions/pct.fish",
          does: "permanently, in fish",
        },
      ],
    },
  },
};
