import { maxSecretBytes } from "@pct/core/classic";
import { isPctError, PctError } from "@pct/core/errors";
import { importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";

import { ExchangeError } from "./errors.js";

/** Chooses between a classic file, which pycrypto-tali and openssl open, and an age file. */

/** A key to encrypt to: RSA, or the text of another kind that only the age format takes. */
export type Recipient = PublicKey | string;

/** What to encrypt with. */
export type ChosenFormat =
  { readonly format: "classic"; readonly key: PublicKey } | { readonly format: "age" };

/**
 * Chooses the format for a secret: classic for a short one and a single RSA key, age otherwise.
 *
 * @param recipients - Empty where a passphrase protects the secret.
 * @param secretBytes - Size of the secret.
 * @param wanted - What the sender asked for; `classic` is refused where it is not possible.
 *
 * @throws {@link ExchangeError} `classic-for-one`, `classic-for-rsa` and `PctError`
 * `secret-too-long` where `wanted` is `classic` and impossible; `PctError` of `importPublicKey` for a
 * text that is not a key.
 *
 * @example
 * ```ts
 * import { generateKeyPair } from "@pct/core/keys";
 * import { chooseFormat } from "@pct/exchange/format";
 *
 * const { publicKey } = await generateKeyPair({ bits: 2048 });
 * console.log((await chooseFormat([publicKey], 20)).format); // "classic"
 * console.log((await chooseFormat([publicKey], 2000)).format); // "age"
 * ```
 */
export async function chooseFormat(
  recipients: readonly Recipient[],
  secretBytes: number,
  wanted?: "classic" | "age",
): Promise<ChosenFormat> {
  if (wanted === "age") return { format: "age" };
  const key = await classicKey(recipients, secretBytes);
  if (!(key instanceof Error)) return { format: "classic", key };
  if (wanted === "classic") throw key;
  return { format: "age" };
}

/** The key of a classic file, or the reason why these recipients or this size can't have one. */
async function classicKey(
  recipients: readonly Recipient[],
  secretBytes: number,
): Promise<PublicKey | Error> {
  const [first, ...others] = recipients;
  if (others.length > 0) return new ExchangeError("classic-for-one");
  const key = first === undefined ? null : await rsaKey(first);
  if (key === null) return new ExchangeError("classic-for-rsa");
  const maximum = maxSecretBytes(key);
  return secretBytes > maximum
    ? new PctError("secret-too-long", { bytes: secretBytes, maximum })
    : key;
}

async function rsaKey(recipient: Recipient): Promise<PublicKey | null> {
  if (typeof recipient !== "string") return recipient;
  return importPublicKey(recipient).catch((error: unknown) => {
    if (isAgeOnlyKey(error)) return null;
    throw error;
  });
}

/**
 * Whether `importPublicKey` or `importPrivateKey` refused a key that the age format may take: Ed25519,
 * or one of age's own.
 *
 * @example
 * ```ts
 * import { importPublicKey } from "@pct/core/public-key";
 * import { isAgeOnlyKey } from "@pct/exchange/format";
 *
 * const recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
 * const error: unknown = await importPublicKey(recipient).catch((error: unknown) => error);
 * console.log(isAgeOnlyKey(error)); // true
 * ```
 */
export function isAgeOnlyKey(error: unknown): boolean {
  if (!isPctError(error) || error.code !== "key-unsupported") return false;
  return error.params.kind === "ed25519" || error.params.kind === "other";
}
