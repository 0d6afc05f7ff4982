/** The screen of somebody who asks for a credential by a link and waits for it. */
export const request = {
  title: "Ask for a credential",
  lead: "Make a link and send it to the person who will give you one. What comes through it opens only in this browser.",
  optional: "(optional)",
  until: "Expires on {date} at {time}.",
  form: {
    title: "Ask for another one",
    for: "What do you need?",
    forHint: "For example: AWS, account 1234. Whoever opens the link sees it.",
    from: "Your name",
    fromHint: "So that they know who is asking.",
    expires: "How long should the link wait?",
    hours: "{count, plural, one {# hour} other {# hours}}",
    days: "{count, plural, one {# day} other {# days}}",
    action: "Make the link",
    making: "Your browser is making a padlock and its key for this link. That takes a few seconds.",
    retry: "Try again",
  },
  manual: {
    text: "It also works without a link: you give your padlock, and they send you a file.",
    action: "Receive by hand",
  },
  refused: {
    relay: {
      title: "There is no delivery by link here",
      text: "This copy of the portal has no server that could hold the answer. You can receive by hand: you give your padlock, and they send you a file.",
    },
    storage: {
      title: "This browser cannot keep a request",
      text: "The key that opens the answer is kept in the browser, and this one does not allow it or has no room. Nothing was made. Use a normal window, not a private one, or free some space and load the page again.",
    },
  },
  list: {
    title: "Your requests",
    name: "Request of {date}, {time}",
    states: {
      making: "Has not reached the server yet",
      waiting: "Waiting. Expires on {date} at {time}.",
      arrived: "It has arrived",
      received: "Received; the copy was erased",
      expired: "Expired",
      cancelled: "Cancelled",
      gone: "The server no longer knows it",
      altered: "The server has altered it: do not use its link",
      unreachable: "The server cannot be reached. Expires on {date} at {time}.",
    },
    forget: "Remove from the list<hidden>: {name}</hidden>",
  },
  one: "Your request",
  all: "All your requests",
  another: "Ask for another credential",
  asked: "You asked for: {label}",
  making: {
    title: "Making your link",
    text: "Your key is saved in this browser, and stays there. The server still has to take note of the padlock.",
  },
  contact: {
    trying: "Asking the server",
    reached: "It has not arrived yet.",
    unreachable: "The server cannot be reached. Nothing is lost; we keep trying.",
    failing: "The server cannot answer right now. Nothing is lost; we keep trying.",
  },
  waiting: {
    title: "Waiting for the credential",
    long: "It may take hours. You can close this page and come back with this same browser: what arrives waits for you, locked.",
    link: {
      title: "Send this link",
      text: "By mail or chat. It is no secret: it lets people send, not read.",
      label: "The link",
      copy: "Copy the link",
      copied: "Link copied. Paste it into a message.",
      share: "Share",
      qr: "Show as a QR code",
      hideQr: "Hide the QR code",
      qrLabel: "QR code with the link",
    },
    words: {
      title: "The six words",
      text: "Whoever opens the link sees the same ones. Read them to each other by phone before they send anything important: if they differ, somebody changed the link on its way.",
    },
  },
  cancel: {
    action: "Cancel the request",
    title: "Cancel the request?",
    text: "The link stops working for good. Whatever has come through it is erased, and nobody can open it.",
    confirm: "Yes, cancel it",
    keep: "Keep it",
  },
  arrived: {
    title: "It has arrived",
    box: "The box is here, locked with your padlock",
    text: "Only the key in this browser opens it. Open it when nobody else sees your screen.",
    action: "Open with my key",
    opening: "Opening",
    until:
      "It can be opened again and again until you confirm that you have saved it, or until {date} at {time}.",
  },
  opened: {
    confirm: "Whoever has the link can send: confirm that you expected it.",
    forAnother: "This credential was not made for this request.",
    forAnotherText:
      "Somebody may have passed on what was meant for another person. Ask the sender by phone before you use it.",
    saved: {
      title: "When you have saved it",
      text: "Save it in your password manager. When you confirm, we erase the server's copy and the key that opens it: after that it cannot be seen again.",
      file: "Wait until it has been saved. When you confirm, we erase the server's copy and the key that opens it: after that it cannot be opened again.",
      action: "I have saved it: erase it",
      gone: "The server's copy has been erased, perhaps in another tab. What you see is erased when you leave this page.",
    },
  },
  received: {
    title: "Done: the copy is erased",
    text: "Nothing is left on the server, the key that opened it no longer exists, and the link is of no use to anybody.",
    next: "If it was a password for the first login, change it and turn on the second factor.",
    mfa: "Turn on the second factor",
  },
  expired: {
    title: "The link has expired",
    text: "Its time is over. Whatever was on the server has been erased, and so has the key. Make a new link and send it again.",
  },
  cancelled: {
    title: "The request is cancelled",
    text: "The link no longer works, and nothing is left on the server.",
  },
  gone: {
    title: "The server no longer knows this request",
    text: "It was cancelled, or the server has lost what it kept. Nothing more can come through this link. Make a new one, and tell the person you gave it to.",
  },
  foreign: {
    title: "This request is not from this browser",
    text: "Only the browser that made the link can open the answer. If that was on another device or in another browser, go back there. If you cleared this one's data, its key is lost: make a new link.",
  },
  altered: {
    title: "The server hands out another padlock",
    text: "It is not the one of your link: somebody may have swapped it to read what is sent to you. Nothing is lost, but do not use this link. If you have sent it already, tell them by phone. Tell whoever runs the server, too.",
  },
  unopened: {
    title: "Something came that your key does not open",
    text: "It was locked with another padlock, or damaged on its way. Nothing is lost: it is still on the server. Make a new link and ask them to send it there.",
    retry: "Try again",
  },
  technical: {
    title: "Technical details",
    id: "Identifier",
    idText:
      "SHA-256 of a number used once and of the padlock. The sender computes it again, so the server cannot swap the padlock.",
    key: "Key",
    keyText:
      "RSA with 4096 bits, for this link alone, in IndexedDB and not to be exported. Deleted when the request ends.",
    server: "On the server",
    serverText: "The padlock and, once it has come, a locked age v1 file. Never the key.",
    command: "To send with pct",
  },
} as const;
