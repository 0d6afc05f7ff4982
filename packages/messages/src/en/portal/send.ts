import { services } from "../services.js";

/** Sending by hand: the recipient's padlock, the content, and what to tell the recipient. */
export const send = {
  title: "Send a credential",
  lead: "It is locked here, in your browser, and only the recipient's key opens it.",
  entry: {
    lead: "The recipient gives you a padlock, mostly in a link. What do you have?",
    link: {
      title: "I have a link",
      label: "Paste the link that you got",
      action: "Open the link",
      wrong:
        "This is not a link that asks for a credential, or a part of it is missing. Copy all of it again.",
    },
    ask: {
      title: "Ask them for a link",
      text: "Send this message: the other person makes the link and sends it to you.",
    },
    hand: {
      title: "I have their padlock in a file",
      text: "public_key.pem, or a line that starts with ssh-rsa, ssh-ed25519 or age1.",
      action: "Use their padlock",
    },
    back: "Other ways to send",
  },
  contentTitle: "What are you sending?",
  content: {
    credential: "A credential",
    text: "A text",
    file: "A file",
  },
  credential: {
    service: "For which service?",
    serviceNone: "Choose, if you like",
    serviceName: "Name of the service",
    services,
    signInUrl: "Sign-in address",
    useSuggestion: "Use {address}",
    signInProblems: {
      insecure:
        "With http://, anyone on the way can read the password, so the recipient can't open it. Use an address with https://, or write it in the note.",
      user: "It has a user name before the @, as deceptive addresses do, so the recipient can't open it. Remove it.",
      private:
        "It belongs to a private network: from another network it leads nowhere, or to another machine, so the recipient can't open it. Use the public address, or explain in the note how to get there.",
      malformed:
        "This is not the address of a page. Copy it from the browser, or clear it and explain in the note where to sign in.",
    },
    account: {
      aws: "Account (number or alias)",
      azure: "Tenant",
      gcp: "Project or organization",
      github: "Organization",
      "microsoft-365": "Domain of the organization",
      "google-workspace": "Domain of the organization",
      vpn: "VPN server",
      database: "Server and database",
      server: "Server (name or IP)",
      other: "Account",
    },
    username: "User",
    password: "Password",
    generate: "Make one",
    generated: "New password: 20 random characters. Copy it and set it in the account.",
    copyPassword: "Copy",
    passwordCopied: "Password copied",
    mustChange: "Must change the password at the first sign-in",
    note: "Note",
    noteHint: "Shown when the credential is opened. Nothing secret here.",
    from: "From",
    fromHint: "Your name, so that they know who sent it.",
    files: "Do you have its file, CSV or JSON?",
    filesList: "Files sent with the credential",
    filesAttached: "That file doesn't fill the fields: it is sent as it is.",
    filesTooLarge: "The files add up to {size}, and there is space for {maximum}. Remove one.",
    filesTooMany: "There is space for 16 files. The others were not added.",
    removeFile: "Remove {name}",
    providerFile: {
      filled: "Filled the fields from {file}",
      several: "{file} has {count, number} credentials",
      person: "Whose are you sending?",
      choose: "Choose a person",
      check: "Check them before you send. The file isn't needed.",
      needsFile: "The file also has a key that doesn't fit into the fields, so it is sent too.",
      attach: "Send the file too",
      attachRows: "Send the file too, with their row alone",
    },
    missing: "Enter at least the user, the password or a note. Nothing was locked.",
  },
  draft: {
    leaveTitle: "Leave without sending?",
    leaveText: "What you typed is erased. If you only reload the page, it stays.",
    stay: "Stay here",
    leave: "Leave and erase it",
    refused: "This browser doesn't keep what you type: if you reload the page, it is lost.",
    lost: "Choose {files} again: a file that large isn't kept when the page is reloaded.",
  },
  text: {
    label: "The text",
    hint: "A password, a code, several lines.",
  },
  format: {
    label: "What does the recipient open it with?",
    age: "This portal, pct or age",
    classic: "pycrypto-tali",
    note: "The format is age. The classic format of pycrypto-tali (RSA-OAEP with SHA-512) is for one person and a few hundred characters.",
  },
  lock: "{count, plural, one {Lock with their padlock} other {Lock with their padlocks}}",
  done: {
    title: {
      credential: "The credential is locked",
      text: "The text is locked",
      file: "The file is locked",
    },
    sendIt: "Download the file and send it by mail or chat. It doesn't matter who else sees it.",
    sendText: "You can also paste it as text into a message.",
    tellTitle: "What to tell the recipient",
    message:
      "I am sending you {file}, locked with your padlock: only your key opens it. Open it at {address} or, in a terminal, with: pct decrypt {word}",
    copyMessage: "Copy the message",
    messageCopied: "Message copied",
    another: "Send something else",
    back: "Go back and correct it",
  },
} as const;

/** Texts of sending and of the tool that locks: padlocks, progress and result. */
export const locking = {
  recipients: {
    title: "Who is it for?",
    file: "Their open padlock",
    hint: "The file public_key.pem that they gave you, or a line that starts with ssh-rsa, ssh-ed25519 or age1.",
    paste: "Or paste it here as text",
    reading: "Checking the padlock…",
    ready: "Open padlock, ready to lock",
    wordsTitle: "Their six words",
    words:
      "If the padlock came by mail or chat, call that person and check that they see the same words. If they differ, someone swapped it on the way: don't use it.",
    noWords:
      "This padlock has no six words. If it came by mail or chat, call that person and compare what is under Technical details.",
    replace: "Use another padlock",
    remove: "Remove this person",
    add: "Add another person",
    missing: "The padlock is missing. You need it to lock.",
    leftOut:
      "{count, plural, one {# padlock of another kind was} other {# padlocks of another kind were}} left out.",
    certificate:
      "It comes from a certificate. Only the padlock in it is used; its names, dates and signature are not checked.",
    waiting: "The padlock is still being checked. Wait a moment.",
  },
  details: {
    title: "Technical details",
    kind: "Kind",
    rsa: "RSA, {bits} bits",
    ed25519: "Ed25519 (OpenSSH)",
    age: "age",
    fingerprint: "Fingerprint (SHA-256)",
    line: "Line",
    shortKey: "NIST accepts {bits} bits until 31 December 2030. A new one has 4096.",
    format: "Format",
    formats: {
      age: "age (age-encryption.org/v1)",
      classic: "classic, of pycrypto-tali (RSA-OAEP, SHA-512, base64)",
    },
    size: "Size",
    lockedText: "Locked text",
  },
  file: {
    label: "The file",
    replace: "Choose another",
    disk: "Any size: there is space for about {maximum}.",
    memory:
      "Up to {maximum}: this browser doesn't allow writing to disk, so the result stays in memory.",
    tooLarge:
      "The file is {size}, and there is space for {maximum}. Nothing was locked. Use the pct program, or a newer browser in a normal window.",
  },
  textMissing: "Enter the text that you want to lock. Nothing was locked.",
  fileMissing: "Choose the file that you want to lock. Nothing was locked.",
  busy: "Locking…",
  opensWith:
    "{count, plural, one {From now on, only the key of that padlock opens it. Not even you can read it.} other {From now on, only the key of one of those # padlocks opens it. Not even you can read it.}}",
  download: "Download {name}",
  copyText: "Copy as text",
  textCopied: "Locked text copied",
} as const;
