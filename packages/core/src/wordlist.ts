/** The BIP-39 word lists, loaded when they are first needed. */
export type Language = "en" | "es";

const lists = Object.freeze({
  en: () => import("@scure/bip39/wordlists/english.js"),
  es: () => import("@scure/bip39/wordlists/spanish.js"),
});

/** 2,048 words, composed (NFC) as people type and see them. */
export async function wordlist(language: Language): Promise<readonly string[]> {
  const { wordlist } = await lists[language]();
  return wordlist.map((word) => word.normalize("NFC"));
}
