import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { isPctError, PctError } from "@pct/core/errors";
import { importPrivateKey } from "@pct/core/keys";
import { importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import type { FullCatalog, Problem } from "@pct/messages";

import { inContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { nameOf, readKeyFile } from "../io/input.js";
import type { Session } from "../program/session.js";
import { PUBLIC_KEY } from "./key-files.js";
import { isLiteralKey, shortened } from "./literal-key.js";

/** A private key with a passphrase, and its public half where that is beside it. */
interface LockedKey {
  readonly path: string;
  readonly publicHalf: string | null;
}

/**
 * Reads a public key from a public or a private key: an RSA key, or the line of an Ed25519 key.
 *
 * @param describeLocked - Says what a private key with a passphrase can't be used for.
 */
export async function readEitherHalf(
  operand: string,
  session: Session,
  describeLocked: (t: FullCatalog, names: LockedKey) => Problem,
): Promise<PublicKey | string> {
  const isLiteral = isLiteralKey(operand);
  const name = isLiteral ? shortened(operand) : nameOf(operand, session);
  const source = isLiteral ? operand : await readKeyFile(operand, session);
  try {
    return await importPublicKey(source);
  } catch (error) {
    return readOther(source, error).catch((error: unknown) => {
      if (isPctError(error) && error.code === "passphrase-required") {
        const names = { path: name, publicHalf: publicHalfOf(operand) };
        throw new Failure((t) => describeLocked(t, names));
      }
      throw inContext({ named: name }, error);
    });
  }
}

/** The public half of a private key, where it is beside it as `pct create` writes it. */
function publicHalfOf(path: string): string | null {
  const publicHalf = join(dirname(path), PUBLIC_KEY);
  return existsSync(publicHalf) ? publicHalf : null;
}

async function readOther(
  source: string | Uint8Array,
  strict: unknown,
): Promise<PublicKey | string> {
  if (!isPctError(strict) || /^key-(?:unsafe|too-)/.test(strict.code)) throw strict;
  if (strict.code === "key-is-private") {
    const key = await importPrivateKey(source).catch((error: unknown) => {
      if (isPctError(error) && error.code === "key-unsupported") return null;
      throw error;
    });
    if (key !== null) return key.publicKey;
  }
  // Lazy: most keys are one plain RSA key.
  const { findKeys } = await import("@pct/core/pasted");
  const { keys, unusable } = findKeys(source);
  const [key, ...more] = keys;
  if (key === undefined || more.length > 0 || unusable.length > 0) {
    throw new PctError("key-several");
  }
  if (key.text.startsWith("ssh-ed25519 ")) return key.text;
  if (/^age1|^AGE-/.test(key.text)) throw new PctError("key-unsupported", { kind: "other" });
  if (key.half === "private") return (await importPrivateKey(key.text)).publicKey;
  return importPublicKey(key.text);
}
