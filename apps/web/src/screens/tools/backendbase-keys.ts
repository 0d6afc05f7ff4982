import type { BackEndBaseKeys } from "@pct/security";

/** Files with the keys of a BackEndBase application, as `pct check --keys` reads them. */

/** Longer ones are something else. */
const FILE_LIMIT = 64 * 1024;

/** What each key is called in a file. */
export const KEY_NAMES = {
  secretKey: "SECRET_KEY",
  csrfSessionKey: "CSRF_SESSION_KEY",
  hashKey: "HASH_KEY",
} as const satisfies Record<keyof BackEndBaseKeys, string>;

/**
 * The sets of keys in a file, the current one first: `.env`, or JSON with one set or a list.
 *
 * @returns `null` for a file in which one of the three is missing, or that cannot be read.
 */
export async function readKeysFile(file: Blob): Promise<readonly BackEndBaseKeys[] | null> {
  if (file.size > FILE_LIMIT) return null;
  try {
    const sets = parseSets(await file.text()).map(keysOf);
    const complete = sets.filter((keys) => keys !== null);
    return complete.length > 0 && complete.length === sets.length ? complete : null;
  } catch {
    // A folder, a file that is gone, or JSON that is none.
    return null;
  }
}

function parseSets(text: string): readonly unknown[] {
  if (!/^\s*[[{]/.test(text)) return [parseEnv(text)];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value : [value];
}

/** `NAME=value` in each line; values may stand in quotes, and a comment may follow. */
function parseEnv(text: string): Readonly<Record<string, string>> {
  const lines = text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^#\r\n]*?)[ \t]*(?=#|\r?$))/gm,
  );
  return Object.fromEntries(
    [...lines].map(([, name = "", ...values]) => [
      name,
      values.find((value) => Boolean(value)) ?? "",
    ]),
  );
}

function keysOf(set: unknown): BackEndBaseKeys | null {
  const values = (set ?? {}) as Readonly<Record<string, unknown>>;
  const key = (name: string): string => {
    const value = values[name];
    return typeof value === "string" ? value : "";
  };
  return complete({
    secretKey: key(KEY_NAMES.secretKey),
    csrfSessionKey: key(KEY_NAMES.csrfSessionKey),
    hashKey: key(KEY_NAMES.hashKey),
  });
}

/** The keys, if none of the three is empty. */
export function complete(keys: BackEndBaseKeys): BackEndBaseKeys | null {
  return Object.values(keys).includes("") ? null : keys;
}
