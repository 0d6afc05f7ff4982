/** What surrounds every screen. */
export const shell = {
  skip: "Skip to the content",
  home: "PCT, first page",
  navigation: "Sections",
  menu: "Menu",
  receive: "Receive",
  send: "Send",
  tools: "Tools",
  mfa: "MFA",
  help: "Help",
  otherLanguage: "Español",
  theme: "Change between light and dark theme",
  trust:
    "Everything is locked and opened in your browser. The server hands out this page and keeps locked boxes: it can read neither what you type nor what you open.",
  licence: "Open source, MIT licence",
  version: "Version {version}",
  platform: {
    noScript: {
      user: "This page needs JavaScript: with it, your browser locks and opens credentials without sending them to anyone. Turn it on and load the page again.",
      administrator:
        "For administrators: all scripts come from this server; allow those of this origin.",
    },
    insecure: {
      user: "From this address the browser does not allow anything to be locked or opened. Nothing was lost: ask whoever gave you the link for one that begins with https.",
      administrator:
        "For administrators: WebCrypto exists only in a secure context; serve the portal over HTTPS or from localhost.",
    },
    crypto: {
      user: "This browser lacks what it takes to lock and open credentials. Nothing was lost: use a recent version of Firefox, Chrome, Edge or Safari.",
      administrator:
        "For administrators: crypto.subtle or the Worker interface is missing; check the browser's version and its policies.",
    },
    storage: {
      user: "The browser does not let us keep your key here. You can go on if you save its file before you close the page.",
      administrator:
        "For administrators: IndexedDB is blocked for this site; usually by private browsing or by a policy.",
    },
    full: {
      user: "The browser has run out of space and cannot keep your key here. Free some space, or save its file before you close the page.",
      administrator:
        "For administrators: IndexedDB answers QuotaExceededError; the disk or the site's quota is full.",
    },
  },
} as const;
