/** The sender's screen: who asks, the six words, the form, and whether it was collected. */
export const answer = {
  title: "You are asked for a credential",
  lead: "It is locked here, in your browser: only the person who made this link can open it.",
  looking: "Checking the link…",
  asking: {
    from: "Who",
    for: "What for",
    written: "The person who made the link wrote this. No one has verified it.",
    unsaid: "The link doesn't say who asks or what for. Check with the person who sent it to you.",
  },
  words: {
    title: "Read the six words to <name></name>",
    titleUnnamed: "Read the six words to the person who asked",
    when: "Call them at a number that you already had: they must see the same words. If they differ, send nothing.",
    compared: "I compared the six words, and they are the same",
    required: "This server requires it before you send.",
    missing: "The six words aren't compared yet.",
  },
  file: {
    hint: "{maximum} at most.",
    tooLarge:
      "The file is {size}, and this link accepts {maximum}. Nothing was sent: compress it, or choose another.",
  },
  fileAlone: "It is large, so it is sent without its name or yours: tell the recipient both.",
  textAlone: "The text is long, so it is sent without your name: tell the recipient who sent it.",
  nothing: "Nothing to send yet.",
  next: "Next",
  back: "Back",
  action: "Lock and send",
  busy: "Locking and sending…",
  once: "This link accepts only one answer, and expires on {date} at {time}.",
  kept: "What you typed is still here.",
  sent: {
    waiting: "It was sent",
    waitingText:
      "It is on the server, locked: neither the server nor you can open it. Once the recipient confirms that it is saved, the copy is erased.",
    close: "You don't have to wait: tell the recipient, if you like, and close this page.",
    opened: "Opened and saved",
    openedText:
      "The holder of the key opened it and confirmed that it is saved. The proof was locked inside what you sent, so the server can't make it up. Its copy is erased.",
    received: "The server says that it was collected",
    receivedText:
      "It also says that its copy is erased. That is no proof that the holder of the key opened it: if it matters, ask them.",
    forged: "The server shows a false receipt",
    forgedText:
      "It says that the answer was collected, but the receipt is not the one locked inside what you sent: it does not come from the holder of the key.",
    forgedNext:
      "Call the person who asked and check whether it arrived, and tell the server's administrator. If the secret matters, change it where it is used.",
    expired: "It expired before it was collected",
    expiredText:
      "The server erased what you sent, and no one opened it. If it is still needed, ask for a new link.",
    cancelled: "The request was cancelled",
    cancelledText:
      "The recipient cancelled it, and the server erased what you sent. If it is still needed, ask for a new link.",
    earlier:
      "Your earlier try has arrived, without the changes that you made since. If they matter, tell the recipient another way, or ask for a new link.",
    unconfirmed:
      "The page was closed before the server confirmed that it has your answer. It has one for this link; if it isn't yours, you can't take it back, and nothing will prove that it was opened.",
    steps: "Status of your answer",
    sentAt: "Sent",
    openedAt: "Opened and saved by the holder of the key",
    receivedAt: "Collected, says the server",
    notYet: "not yet",
    moment: "on {date} at {time}",
    until: "If it is not collected, it is erased on {date} at {time}.",
    unreachable:
      "Can't reach the server to check whether it was collected. What you sent is not lost; we keep trying.",
    altered:
      "The server now shows a different padlock than the one of this link. What you sent was locked with the right one. Call the person who asked for it, and tell the server's administrator.",
  },
  withdraw: {
    title: "Was it the wrong one?",
    lead: "Until it is collected, you can take it back and send another one through the same link. Later too, if you open this link in this browser.",
    leadHere:
      "Until it is collected, you can take it back and send another one through the same link. This browser stores nothing, so only until you close this page.",
    notKept:
      "This browser did not save what is needed to take it back, or to prove that it was opened.",
    action: "Take back",
    question: "Take back what you sent?",
    consequence:
      "The server erases its copy, and the link takes one answer again: the first that comes. If the recipient has opened it and not confirmed yet, they may have read it.",
    leave: "No, leave it",
    confirm: "Yes, take it back",
    tooLate:
      "Too late to take it back: it was collected. If it must not be used, change it where it is used.",
    done: "You took it back: the server erased its copy. Correct what you need to, and send it again through this link.",
  },
  ends: {
    damaged: {
      title: "The link is incomplete",
      text: "Part of it is missing, or it was changed, so we can't tell who it is for. Nothing was sent.",
      next: "Copy all of it again, from https:// to its end. If that doesn't help, ask the person who sent it to you for a new one.",
    },
    cancelled: {
      title: "This request was cancelled",
      text: "The person who asked cancelled it. Nothing was sent.",
      next: "If they still need it, ask them for a new link.",
    },
    expired: {
      title: "This link has expired",
      text: "Its time is over. Nothing was sent.",
      next: "Ask the person who sent you the link for a new one.",
    },
    unknown: {
      title: "This link no longer works",
      text: "It has expired, was cancelled, or never existed. Nothing was sent.",
      next: "Ask the person who sent you this link for a new one.",
    },
    taken: {
      title: "This link already has an answer",
      text: "It accepts only one. The answer stays on the server, locked, until the recipient collects it. If you sent it, you're done.",
      next: "If it was not you, call the person who asked: someone else has the link. To send something else, ask for a new link.",
    },
    over: {
      title: "The answer was received",
      text: "The recipient saved it, and the server's copy is erased. If you sent it, you're done.",
      next: "If it was not you, call the person who asked: someone else has the link. To send something else, ask for a new link.",
    },
    altered: {
      title: "Send nothing through this link",
      text: "The server's padlock is not the one of this link: someone may have swapped it to read what you send. Nothing was sent.",
      next: "Don't use this link. Call the person who asked you for the credential, and tell the server's administrator.",
    },
    noRelay: {
      title: "You can't answer links here",
      text: "This copy of the portal doesn't deliver by link. Nothing was sent.",
      next: "Ask the person who sent you the link whether the address is right.",
    },
  },
  own: {
    title: "You made this link yourself, in this browser",
    text: "It is for the person who will give you the credential: send it to them. Their answer appears in your request.",
    action: "See your request",
  },
  unsafe: "Send nothing through this link",
  failed: "Can't check the link",
  again: "Try again",
  details: {
    title: "Technical details",
    id: "Request",
    idValue: "{id} (SHA-256 of the padlock and a random number, verified here)",
    key: "Padlock",
    keyValue: "RSA, {bits} bits",
    keyPostQuantum: "ML-KEM-768 with X25519, post-quantum (age's mlkem768x25519)",
    fingerprint: "Fingerprint (SHA-256)",
    format: "Format",
    formatValue: "age (age-encryption.org/v1)",
    limit: "Server limit",
    limitValue: "{bytes} bytes, locked",
    command: "In a terminal",
  },
} as const;
