/** Reads the messages of a catalogue for the tests. */

export type Sentence = string | ((facts: object) => unknown);

/** All messages of a catalogue by path, such as `errors.key-too-small`. */
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

/** Params whose values a message maps to text. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  kind: ["ec", "ed25519", "rsa-pss", "dsa", "certificate", "multi-prime", "other"],
  reason: ["exponent", "even-modulus", "small-factor"],
  fault: ["other-key", "refused", "hash", "sha1"],
  container: ["openssh", "pkcs1", "pkcs8"],
  found: ["public-key", "private-key", "unknown"],
  system: [
    "argon2-1.0",
    "argon2i",
    "argon2d",
    "bcrypt-old",
    "bcrypt-wrapped",
    "md5-crypt",
    "apr1-crypt",
    "sha256-crypt",
    "sha512-crypt",
    "yescrypt",
    "scrypt-crypt",
    "spring",
    "ldap",
    "mysql",
    "digest",
    "phpass",
    "scram",
    "scrypt-other",
  ],
  field: ["signInUrl", "account", "username", "password", "note", "from", "files"],
};

/** Codes whose message converts a number to another unit. */
export const CONVERTED: readonly string[] = [
  "too-large-for-memory",
  "credential-too-large",
  "delivery-too-large",
  "relay-answer-too-large",
];

/** The text of a message, and the params that it reads. */
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
