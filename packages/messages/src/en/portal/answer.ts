/** Answering a link: who asks, the six words, what is sent, and whether it was collected. */
export const answer = {
  title: "You are asked for a credential",
  lead: "It is locked here, in your browser: only whoever made this link can open it.",
  looking: "Checking the link…",
  asking: {
    from: "Who",
    for: "What for",
    written: "Whoever made the link wrote this, and nobody has checked it.",
    unsaid:
      "The link does not say who asks, nor what for. Make sure of it with whoever sent it to you.",
  },
  words: {
    title: "The six words",
    when: "If the link came by mail or chat, call the person who asked and make sure that they see these same words. If they differ, send nothing.",
  },
  file: {
    hint: "{maximum} at most.",
    tooLarge:
      "The file has {size}, and this link takes {maximum}. Nothing was sent: compress it, or choose another.",
  },
  fileAlone:
    "It is large and travels alone, without its name or yours: tell them to the recipient.",
  textAlone: "The text is long and travels alone, without your name: tell it to the recipient.",
  action: "Lock and send",
  busy: "Locking and sending…",
  once: "This link takes one answer only, and expires on {date} at {time}.",
  kept: "What you typed is still here.",
  sent: {
    waiting: "It is sent",
    waitingText:
      "It is on the server, locked: neither the server nor you can open it. Once the recipient confirms that it is saved, the copy is erased.",
    close: "You need not wait: tell the recipient, if you like, and close this page.",
    received: "It was received",
    receivedText:
      "The recipient confirmed that it is saved, and the server's copy is erased. There is nothing left to do.",
    expired: "It expired before it was collected",
    expiredText:
      "The server erased what you sent, and nobody opened it. If it is still needed, ask for a new link.",
    cancelled: "The request was cancelled",
    cancelledText:
      "The recipient cancelled it, and the server erased what you sent. If it is still needed, ask for a new link.",
    earlier:
      "What you sent in an earlier try has arrived, without the changes that you made since. If they matter, say them in another way, or ask for a new link.",
    steps: "What became of your answer",
    sentAt: "Sent",
    receivedAt: "Received, and erased from the server",
    notYet: "not yet",
    moment: "on {date} at {time}",
    until: "If nobody collects it, it is erased on {date} at {time}.",
    unreachable:
      "The server cannot be reached now to learn whether it was collected. What you sent is not lost by that; we go on trying.",
    altered:
      "The server now answers with another padlock, which is not that of this link. What you sent was locked with the right one. Tell by phone whoever asked for it, and whoever runs the server.",
  },
  ends: {
    damaged: {
      title: "The link is not whole",
      text: "A part of it is missing, or it was altered, so there is no telling whom it is for. Nothing was sent.",
      next: "Copy all of it again, from https:// to its end. If that does not help, ask whoever sent it to you for a new one.",
    },
    unknown: {
      title: "This link is no longer good",
      text: "It has expired, was cancelled, or never existed. Nothing was sent.",
      next: "Ask whoever sent you this link for a new one.",
    },
    taken: {
      title: "This link has its answer",
      text: "It takes one only, which is on the server, locked, until the recipient collects it. If you sent it, there is nothing more to do.",
      next: "If it was not you, tell whoever asked by phone: somebody else has the link. To send something else, ask for a new link.",
    },
    over: {
      title: "The answer was received",
      text: "The recipient saved it, and the server's copy is erased. If you sent it, there is nothing more to do.",
      next: "If it was not you, tell whoever asked by phone: somebody else has the link. To send something else, ask for a new link.",
    },
    altered: {
      title: "Send nothing through this link",
      text: "The padlock that the server gave is not that of this link: somebody may have changed it to read what you send. Nothing was sent.",
      next: "There is no going on with this link. Call whoever asked you for the credential and tell them, and tell whoever runs the server.",
    },
    noRelay: {
      title: "Links are not answered here",
      text: "At this address there is a copy of the portal that delivers nothing by link. Nothing was sent.",
      next: "Ask whoever sent you the link whether the address is right.",
    },
  },
  own: {
    title: "You made this link yourself, in this browser",
    text: "It is for whoever will give you the credential: send it to them. You will see what comes through it in your request.",
    action: "See your request",
  },
  unsafe: "Send nothing through this link",
  failed: "The link could not be checked",
  again: "Try again",
  details: {
    title: "Technical details",
    id: "Request",
    idValue: "{id} (SHA-256 of the padlock and a random number, checked here)",
    key: "Padlock",
    keyValue: "RSA, {bits} bits",
    fingerprint: "Fingerprint (SHA-256)",
    format: "Format",
    formatValue: "age (age-encryption.org/v1)",
    limit: "What the server takes",
    limitValue: "{bytes} bytes, once locked",
    command: "In a terminal",
  },
} as const;
