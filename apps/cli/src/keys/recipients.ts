import { isPctError, PctError } from "@pct/core/errors";
import { fingerprint } from "@pct/core/fingerprint";
import type { FoundKey, FoundKeys, UnusableKey } from "@pct/core/pasted";
import { importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";
import { isAgeOnlyKey } from "@pct/exchange/format";

import { inContext } from "../errors/context.js";
import { nameOf, readKeyFile } from "../io/input.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { expectFile, PUBLIC_KEY } from "./key-files.js";
import { isLiteralKey, shortened } from "./literal-key.js";

/** Reads the keys to encrypt to: files of one or several keys, stdin, or a key as text. */

/** A recipient: an RSA key, or the text of a key that only the age format takes. */
export interface NamedRecipient {
  readonly name: string;
  readonly key: PublicKey | string;
}

/** Reads the recipients of `-r`, or the public key in the current folder; each key once. */
export async function readRecipients(
  operands: readonly string[] | undefined,
  session: Session,
): Promise<NamedRecipient[]> {
  const names = operands ?? [PUBLIC_KEY];
  if (operands === undefined) await expectFile(PUBLIC_KEY, (t) => t.cli.publicKeyMissing());
  const found = (await Promise.all(names.map((name) => readOperand(name, session)))).flat();
  return distinct(found);
}

async function readOperand(operand: string, session: Session): Promise<NamedRecipient[]> {
  const isLiteral = isLiteralKey(operand);
  const name = isLiteral ? shortened(operand) : nameOf(operand, session);
  const source = isLiteral ? operand : await readKeyFile(operand, session);
  try {
    const key = await importPublicKey(source);
    return [{ name: isLiteral ? await fingerprint(key) : name, key }];
  } catch (error) {
    if (!mayBeFound(error)) throw inContext({ named: name }, error);
    return findRecipients(source, name, session, error);
  }
}

/** Whether another reader may find a key: not where the only key was read and found unsafe. */
function mayBeFound(error: unknown): boolean {
  return isPctError(error) && !/^key-(?:unsafe|too-)/.test(error.code);
}

async function findRecipients(
  source: string | Uint8Array,
  name: string,
  session: Session,
  strict: unknown,
): Promise<NamedRecipient[]> {
  const { t } = session;
  // Lazy: most recipients are one plain key.
  const { findKeys } = await import("@pct/core/pasted");
  let found: FoundKeys;
  try {
    found = findKeys(source);
  } catch (error) {
    const isVague = isPctError(error) && error.code === "key-not-recognized";
    throw inContext({ named: name }, isVague ? strict : error);
  }
  const { keys, unusable } = found;
  const place = ({ line }: FoundKey | UnusableKey): string =>
    keys.length + unusable.length > 1 && line !== null
      ? t.cli.lineOf({ name, line: line.toString() })
      : name;
  for (const key of keys) {
    if (key.half === "private") {
      throw inContext({ named: place(key) }, new PctError("key-is-private"));
    }
  }
  for (const item of unusable) {
    if (item.error.code === "identity-not-recognized") {
      throw inContext({ named: place(item) }, new PctError("key-is-private"));
    }
    if (item.error.code !== "key-unsupported") {
      throw inContext({ named: place(item) }, item.error);
    }
    warn(
      t.notices.keyLeftOut({
        name: place(item),
        reason: (await session.loadFullCatalog()).errors["key-unsupported"](item.error.params).what,
      }),
    );
  }
  if (keys.some(({ isFromCertificate }) => isFromCertificate)) {
    warn(t.notices.onlyKeyOfCertificate({ name }));
  }
  return Promise.all(keys.map((key) => readFound(key, place(key))));
}

async function readFound({ text }: FoundKey, name: string): Promise<NamedRecipient> {
  try {
    return { name, key: await importPublicKey(text) };
  } catch (error) {
    if (!isAgeOnlyKey(error)) throw inContext({ named: name }, error);
    return { name, key: text };
  }
}

async function distinct(recipients: readonly NamedRecipient[]): Promise<NamedRecipient[]> {
  const byKey = new Map<string, NamedRecipient>();
  for (const recipient of recipients) {
    const { key } = recipient;
    const id = typeof key === "string" ? key : await fingerprint(key);
    if (!byKey.has(id)) byKey.set(id, recipient);
  }
  return [...byKey.values()];
}
