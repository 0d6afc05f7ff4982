/** Metadata for browsers, search engines and the home screen of a phone. */
export const site = {
  /** The name of this language. */
  language: "English",
  name: "PCT: secure delivery of credentials",
  shortName: "PCT",
  description:
    "Receive and send passwords and cloud credentials that no one else can read. Everything is locked and opened in your browser.",
  notFound: {
    title: "There is nothing here",
    text: "The address is incomplete, or the page is gone. Nothing was lost.",
    send: "Send a credential",
    receive: "Ask for a credential",
    help: "Help",
    link: "Did you follow a link to send a credential? Open all of it again from the message, or paste it in Send.",
    home: "Go to the home page",
  },
} as const;
