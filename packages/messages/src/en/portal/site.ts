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
    home: "Go to the home page",
  },
} as const;
