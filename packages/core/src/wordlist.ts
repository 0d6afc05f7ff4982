/** Language of a BIP-39 word list. Lists are loaded on first use. */
export type Language = "en" | "es";

const lists = Object.freeze({
  en: () => import("@scure/bip39/wordlists/english.js"),
  es: () => import("@scure/bip39/wordlists/spanish.js"),
});

/** The 2,048 words of a list, in Unicode NFC. */
export async function wordlist(language: Language): Promise<readonly string[]> {
  const { wordlist } = await lists[language]();
  return wordlist.map((word) => word.normalize("NFC"));
}
