import * as core from "@pct/core/password";
import type { PassphraseOptions, PasswordOptions } from "@pct/core/password";

import type { Generated } from "#/crypto/interface/passwords.js";

/** Generates passwords and passphrases. */

export function generatePassword(options: PasswordOptions): Generated {
  return { text: core.generatePassword(options), bits: core.passwordEntropy(options) };
}

export async function generatePassphrase(options: PassphraseOptions): Promise<Generated> {
  const words = { words: 6, ...options };
  return { text: await core.generatePassphrase(words), bits: core.passwordEntropy(words) };
}
