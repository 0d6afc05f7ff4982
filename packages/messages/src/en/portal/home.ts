/** The first page. */
export const home = {
  title: "Receive and send credentials that nobody else can read",
  doors: {
    label: "Start here",
    receive: "I need to receive a credential",
    receiveText: "Make a link and send it to whoever has it.",
    send: "I have to send one",
    sendText: "Lock it with the padlock they gave you.",
  },
  story: {
    title: "How it works",
    ask: {
      title: "You ask",
      text: "You send an open padlock, any way you like. The key stays with you.",
    },
    lock: {
      title: "They lock it",
      text: "They put the credential in a box and close your padlock.",
    },
    open: {
      title: "You open it",
      text: "Only your key opens the box. Nobody could look inside on the way.",
    },
  },
  trust: {
    title: "What you trust",
    browser:
      "<b>Your browser.</b> The key is made there, and there it locks and opens; what you type does not leave it.",
    words:
      "<b>Six words.</b> Read them together by phone: if they match, nobody swapped the padlock.",
    page: "<b>Whoever serves this page.</b> They do not receive your secrets, but they do hand out the code that locks them. When much is at stake, use the <code>pct</code> command.",
  },
  more: {
    title: "Also here",
    tools: "Tools",
    toolsText: "Passwords, keys, files: lock, open and check.",
    mfa: "Two-step verification (MFA)",
    mfaText: "How to turn it on in AWS, Azure and Google Cloud.",
    help: "Help",
    helpText: "Questions, and what to do when something fails.",
  },
} as const;
