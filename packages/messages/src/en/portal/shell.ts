/** Header, footer and notices of every screen. */
export const shell = {
  skip: "Skip to content",
  home: "PCT, home page",
  navigation: "Sections",
  menu: "Menu",
  receive: "Receive",
  send: "Send",
  tools: "Tools",
  mfa: "MFA",
  help: "Help",
  otherLanguage: "Español",
  theme: "Switch between light and dark theme",
  trust:
    "Everything is locked and opened in your browser. The server delivers this page and keeps locked boxes: it can't read what you type or open.",
  licence: "Open source, MIT licence",
  version: "Version {version}",
  platform: {
    noScript: {
      user: "This page needs JavaScript: your browser uses it to lock and open credentials without sending them to anyone. Turn it on and reload the page.",
      administrator:
        "For administrators: all scripts come from this server; allow scripts of this origin.",
    },
    insecure: {
      user: "At this address, the browser doesn't allow locking or opening. Nothing was lost: ask the person who gave you the link for one that starts with https.",
      administrator:
        "For administrators: WebCrypto exists only in a secure context; serve the portal over HTTPS or from localhost.",
    },
    crypto: {
      user: "This browser can't lock or open credentials. Nothing was lost: use a recent version of Firefox, Chrome, Edge or Safari.",
      administrator:
        "For administrators: crypto.subtle or the Worker interface is missing; check the browser's version and policies.",
    },
    storage: {
      user: "The browser doesn't let us store your key here. You can continue if you save its file before you close the page.",
      administrator:
        "For administrators: IndexedDB is blocked for this site, usually by private browsing or by a policy.",
    },
    full: {
      user: "The browser has run out of space and can't store your key here. Free some space, or save its file before you close the page.",
      administrator:
        "For administrators: IndexedDB answers QuotaExceededError; the disk or the site's quota is full.",
    },
  },
} as const;
