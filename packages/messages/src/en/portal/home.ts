/** The first page. */
export const home = {
  title: "Receive and send credentials that no one else can read",
  doors: {
    label: "Start here",
    receive: "I need to receive a credential",
    receiveText: "Make a link and send it to the person who has it.",
    send: "I have to send one",
    sendText: "Lock it with the padlock they gave you.",
  },
  waiting: {
    title: "What you are waiting for",
    soon: "Expires soon: {date} at {time}.",
    all: "See all your requests",
    tab: "{count, plural, one {Something arrived · PCT} other {(#) Arrived · PCT}}",
  },
  story: {
    title: "How it works",
    ask: {
      title: "You ask",
      text: "You send an open padlock, any way you like. The key stays with you.",
    },
    lock: {
      title: "They lock it",
      text: "They put the credential in a box and lock it with your padlock.",
    },
    open: {
      title: "You open it",
      text: "Only your key opens the box. No one could look inside on the way.",
    },
  },
  trust: {
    title: "What you trust",
    browser:
      "<b>Your browser.</b> It makes the key, and it locks and opens; what you type never leaves it unlocked.",
    words: "<b>Six words.</b> Compare them by phone: if they match, no one swapped the padlock.",
    page: "<b>The server of this page.</b> It doesn't receive your secrets, but it delivers the code that locks them. When the stakes are high, use the <code>pct</code> command.",
  },
  more: {
    title: "More",
    tools: "Tools",
    toolsText: "Passwords, keys, files: lock, open and check.",
    mfa: "Two-step verification (MFA)",
    mfaText: "How to turn it on in AWS, Azure and Google Cloud.",
    help: "Help",
    helpText: "Questions, and what to do when something goes wrong.",
  },
} as const;
