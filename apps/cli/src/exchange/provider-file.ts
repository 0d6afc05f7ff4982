import type { CredentialField } from "@pct/delivery/errors";
import type { ProviderEntry, ProviderFields } from "@pct/delivery/provider-file";
import { oneLine } from "@pct/delivery/safe-text";
import { shellWord } from "@pct/messages/shell-word";

import { UsageFailure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";

/** Takes a credential out of a file of a provider, as the portal does. */

/** What is sent of a provider's file. */
export interface TakenCredential {
  readonly fields: ProviderFields;
  /** What of the file goes along, without other people's rows; `null` where the fields have all of it. */
  readonly file: Uint8Array | null;
}

/** Names that an error lists. */
const LISTED = 20;

/** Fields in the order of a notice. */
const SHOWN = [
  "provider",
  "service",
  "account",
  "signInUrl",
  "username",
  "password",
] as const satisfies readonly CredentialField[];

/**
 * The credential in a provider's file; `null` for any other file.
 *
 * @param name - Of the file, for messages.
 * @param pick - Whose, where the file has several.
 */
export async function takeCredential(
  bytes: Uint8Array,
  name: string,
  pick: string | undefined,
  { t }: Session,
): Promise<TakenCredential | null> {
  // Lazy: most secrets are a password.
  const { readProviderFile } = await import("@pct/delivery/provider-file");
  const entries = readProviderFile(bytes);
  if (entries === null) {
    if (pick !== undefined) throw new UsageFailure((t) => t.delivery.nothingToPick({ name }));
    return null;
  }
  const { person, fields, needsFile, ownRows } = choose(entries, name, pick);
  const filled = SHOWN.filter((field) => (fields[field] ?? "") !== "" && fields[field] !== "other");
  const labels = filled.map((field) => t.delivery.labels[field]).join(", ");
  say(t.delivery.filledFrom({ name, person: oneLine(person), labels }));
  if (!needsFile) return { fields, file: null };
  say(t.delivery.fileGoesAlong);
  return { fields, file: ownRows === null ? bytes : Buffer.from(ownRows) };
}

function choose(
  entries: readonly ProviderEntry[],
  name: string,
  pick: string | undefined,
): ProviderEntry {
  const [only, ...others] = entries;
  if (pick === undefined && only !== undefined && others.length === 0) return only;
  const titles = titlesOf(entries);
  const wanted = pick?.toLowerCase();
  const found: readonly (ProviderEntry | undefined)[] = entries.filter((entry, index) =>
    [entry.person, entry.fields.username, titles[index]].some(
      (text) => text !== undefined && text.toLowerCase() === wanted,
    ),
  );
  const [entry, ...more] = found;
  if (entry !== undefined && more.length === 0) return entry;
  const fitting = titles.filter((_, index) => found.length === 0 || found.includes(entries[index]));
  const listed = fitting.slice(0, LISTED).map(oneLine);
  const names = [...listed, ...(fitting.length > LISTED ? ["…"] : [])].join(", ");
  const params = { name, names, example: shellWord(listed[0] ?? "") };
  const isWrong = pick !== undefined && found.length === 0;
  throw new UsageFailure(({ delivery }) =>
    isWrong ? delivery.noSuchCredential(params) : delivery.severalCredentials(params),
  );
}

/** A name for each entry: a person with two keys is listed with the user name of each. */
function titlesOf(entries: readonly ProviderEntry[]): string[] {
  return entries.map(({ person, fields }) => {
    const isOnly = entries.filter((entry) => entry.person === person).length === 1;
    return isOnly ? person : `${person} (${fields.username ?? ""})`;
  });
}
