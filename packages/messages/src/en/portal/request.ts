/** The screen for asking for a credential with a link, and waiting for it. */
export const request = {
  title: "Ask for a credential",
  lead: "Make a link and send it to the person who will give you one. The answer opens only in this browser.",
  optional: "(optional)",
  until: "Expires on {date} at {time}.",
  form: {
    title: "Ask for another one",
    for: "What do you need?",
    forHint: "For example: AWS, account 1234. Anyone who opens the link sees it.",
    from: "Your name",
    fromHint: "So that they know who is asking.",
    expires: "How long should the link work?",
    hours: "{count, plural, one {# hour} other {# hours}}",
    days: "{count, plural, one {# day} other {# days}}",
    action: "Make the link",
    making: "Your browser is making a padlock and its key for this link. This takes a few seconds.",
    retry: "Try again",
  },
  manual: {
    text: "It also works without a link: you give your padlock, and they send you a file.",
    action: "Receive by hand",
  },
  refused: {
    relay: {
      title: "You can't use links here",
      text: "This copy of the portal has no server to store the answer. You can receive by hand: you give your padlock, and they send you a file.",
    },
    storage: {
      title: "This browser can't save a request",
      text: "The browser stores the key that opens the answer, and this one doesn't allow it or has no space. No request was made. Use a normal window, not a private one, or free some space and reload the page.",
    },
  },
  list: {
    title: "Your requests",
    name: "Request of {date}, {time}",
    states: {
      making: "Not on the server yet",
      waiting: "Waiting. Expires on {date} at {time}.",
      arrived: "It has arrived",
      received: "Received; the copy was erased",
      expired: "Expired",
      cancelled: "Cancelled",
      claimsReceived: "The server says it was received. Your key is still here.",
      claimsExpired: "The server says it has expired. Your key is still here.",
      claimsCancelled: "The server says it was cancelled. Your key is still here.",
      gone: "The server says it no longer has it. Your key is still here.",
      altered: "The server changed it: don't use its link",
      unreachable: "Can't reach the server. Expires on {date} at {time}.",
    },
    forget: "Remove from the list<hidden>: {name}</hidden>",
  },
  one: "Your request",
  all: "All your requests",
  another: "Ask for another credential",
  asked: "You asked for: {label}",
  making: {
    title: "Making your link",
    text: "Your key is saved in this browser, and stays there. The padlock still has to be sent to the server.",
  },
  contact: {
    trying: "Asking the server",
    reached: "It has not arrived yet.",
    unreachable: "Can't reach the server. Nothing is lost; we keep trying.",
    failing: "The server can't answer right now. Nothing is lost; we keep trying.",
  },
  waiting: {
    title: "Waiting for the credential",
    long: "It may take hours. You can close this page and come back with this browser: the answer waits for you, locked.",
    link: {
      title: "Send this link",
      text: "By mail or chat. It is not a secret: it lets people send, not read.",
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
      text: "The person who opens the link sees the same words. Compare them by phone before they send anything important: if they differ, someone changed the link on its way.",
    },
  },
  cancel: {
    action: "Cancel the request",
    title: "Cancel the request?",
    text: "The link stops working for good. Anything that was sent is erased, and no one can open it.",
    confirm: "Yes, cancel it",
    keep: "Keep it",
  },
  arrived: {
    title: "It has arrived",
    box: "The box is here, locked with your padlock",
    text: "Only the key in this browser opens it. Open it when no one else can see your screen.",
    action: "Open with my key",
    opening: "Opening",
    until: "You can open it again until you confirm that you saved it, or until {date} at {time}.",
  },
  opened: {
    confirm: "Anyone who has the link can send: check that you expected it.",
    forAnother: "This credential was not made for this request.",
    forAnotherText:
      "Someone may have forwarded what was meant for another person. Call the sender before you use it.",
    saved: {
      title: "When you have saved it",
      text: "Save it in your password manager. When you confirm, we erase the server's copy and the key that opens it: after that, you can't see it again.",
      file: "Wait until it has been saved. When you confirm, we erase the server's copy and the key that opens it: after that, you can't open it again.",
      action: "I have saved it: erase it",
      gone: "The server's copy was erased, perhaps in another tab. What you see is erased when you leave this page.",
    },
  },
  received: {
    title: "Done: the copy is erased",
    text: "Nothing is left on the server, the key that opened it no longer exists, and the link no longer works.",
    next: "If it was a password for the first sign-in, change it and turn on the second factor.",
    mfa: "Turn on the second factor",
  },
  expired: {
    title: "The link has expired",
    text: "Anything on the server was erased, and so was the key. Make a new link and send it.",
  },
  cancelled: {
    title: "The request is cancelled",
    text: "The link no longer works, and nothing is left on the server.",
  },
  gone: {
    title: "The server says it has no such request",
    text: "If that's true, it was cancelled elsewhere or the server lost its data, and this link no longer works. Ask again; if the answer is the same, make a new link and tell the person you gave this one to.",
  },
  claimsReceived: {
    title: "The server says the answer was received",
    text: "But no one confirmed it in this browser. Ask again; if the answer is the same, call the person who sent the credential and ask them to change it.",
  },
  claimsCancelled: {
    title: "The server says the request was cancelled",
    text: "But it was not cancelled in this browser. Ask again; if the answer is the same, make a new link and tell the person you gave this one to.",
  },
  claimsExpired: {
    title: "The server says the link has expired",
    text: "By this device's clock, it still has time. Ask again; if the answer is the same, make a new link.",
  },
  keyStays:
    "The request and your key are still in this browser, until you remove it or its time is over.",
  askAgain: "Ask again",
  remove: {
    action: "Remove the request",
    title: "Remove the request?",
    text: "Its key is deleted from this browser too. If the answer arrives later, no one can open it.",
    confirm: "Yes, remove it",
    keep: "Keep it",
  },
  foreign: {
    title: "This request is not from this browser",
    text: "Only the browser that made the link can open the answer. If you made it on another device or in another browser, go back there. If you cleared this browser's data, the key is lost: make a new link.",
  },
  altered: {
    title: "The server shows another padlock",
    text: "It is not the one of your link: someone may have swapped it to read what is sent to you. Nothing is lost, but don't use this link. If you already sent it, call the person. Tell the server's administrator too.",
  },
  unopened: {
    title: "Something arrived that your key doesn't open",
    text: "It was locked with another padlock, or damaged on its way. Nothing is lost: it is still on the server. Make a new link and ask them to use it.",
    retry: "Try again",
  },
  technical: {
    title: "Technical details",
    id: "Identifier",
    idText:
      "SHA-256 of a nonce, the padlock and the hash of your claim token. The sender recomputes it, so the server can't swap the padlock, and no one else can make this request again.",
    key: "Key",
    keyText:
      "RSA, 4096 bits, for this link only, non-exportable in IndexedDB. Deleted when the request ends.",
    server: "On the server",
    serverText: "The padlock and, once it arrives, a locked age v1 file. Never the key.",
    command: "To send with pct",
  },
} as const;
