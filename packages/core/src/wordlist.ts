/** The BIP-39 word lists, loaded when they are first needed. */
export type Language = "en" | "es";

/** 2,048 words, composed (NFC) as people type and see them. */
export async function wordlist(language: Language): Promise<readonly string[]> {
  const { wordlist } =
    language === "es"
      ? await import("@scure/bip39/wordlists/spanish.js")
      : await import("@scure/bip39/wordlists/english.js");
  return wordlist.map((word) => word.normalize("NFC"));
}
