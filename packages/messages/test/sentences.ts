/** How the tests listen to a catalogue of sentences. */

export type Sentence = string | ((facts: object) => unknown);

/** All sentences of a catalogue by their place in it, such as `errors.key-too-small`. */
export function sentences(group: object, place = ""): Map<string, Sentence> {
  const found = new Map<string, Sentence>();
  for (const [key, value] of Object.entries(group) as [string, unknown][]) {
    const here = place === "" ? key : `${place}.${key}`;
    if (typeof value === "object" && value !== null) {
      for (const [inner, sentence] of sentences(value, here)) found.set(inner, sentence);
    } else {
      found.set(here, value as Sentence);
    }
  }
  return found;
}

/** Kinds of things that a sentence names by a table of its own. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  kind: ["ec", "ed25519", "rsa-pss", "dsa", "certificate", "multi-prime", "other"],
  reason: ["exponent", "even-modulus", "small-factor"],
  container: ["openssh", "pkcs1", "pkcs8"],
  found: ["public-key", "private-key", "unknown"],
  field: ["signInUrl", "account", "username", "password", "note", "from", "files"],
};

/** Codes whose figures are said in another unit than they are given in. */
export const CONVERTED: readonly string[] = [
  "too-large-for-memory",
  "credential-too-large",
  "delivery-too-large",
  "relay-answer-too-large",
];

/** What a sentence says, and which facts it asks for. */
export function spoken(sentence: Sentence, choice: number): { text: string; facts: Set<string> } {
  if (typeof sentence === "string") return { text: sentence, facts: new Set() };
  const facts = new Set<string>();
  const answers = new Proxy(
    {},
    {
      get(_, name: string) {
        facts.add(name);
        const choices = CHOICES[name];
        return choices === undefined ? `<${name}>` : choices[choice % choices.length];
      },
    },
  );
  const said = sentence(answers);
  const text =
    typeof said === "object" && said !== null ? Object.values(said).join("\n") : String(said);
  return { text, facts };
}
