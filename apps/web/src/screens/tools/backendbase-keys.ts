import type { BackEndBaseKeys } from "@pct/security/backendbase";

/** Maximum size of a keys file, in bytes. */
const FILE_LIMIT = 64 * 1024;

/** Names of the keys in a file. */
export const KEY_NAMES = {
  secretKey: "SECRET_KEY",
  csrfSessionKey: "CSRF_SESSION_KEY",
  hashKey: "HASH_KEY",
} as const satisfies Record<keyof BackEndBaseKeys, string>;

/**
 * Reads the keys of a BackEndBase application from a file, as `pct check --keys` does: `.env`, or JSON
 * with one set of keys or a list of sets, the current one first.
 *
 * @returns `null` if a set is incomplete, or the file can't be read.
 */
export async function readKeysFile(file: Blob): Promise<readonly BackEndBaseKeys[] | null> {
  if (file.size > FILE_LIMIT) return null;
  try {
    const sets = parseSets(await file.text()).map(keysOf);
    const complete = sets.filter((keys) => keys !== null);
    return complete.length > 0 && complete.length === sets.length ? complete : null;
  } catch {
    // A folder, a deleted file, or invalid JSON.
    return null;
  }
}

function parseSets(text: string): readonly unknown[] {
  if (!/^\s*[[{]/.test(text)) return [parseEnv(text)];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value : [value];
}

/** Parses lines of `NAME=value`, with optional quotes and comments, as `util.parseEnv` of Node does. */
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
  return completeKeys({
    secretKey: key(KEY_NAMES.secretKey),
    csrfSessionKey: key(KEY_NAMES.csrfSessionKey),
    hashKey: key(KEY_NAMES.hashKey),
  });
}

/** The keys, or `null` if one of the three is empty. */
export function completeKeys(keys: BackEndBaseKeys): BackEndBaseKeys | null {
  return Object.values(keys).includes("") ? null : keys;
}
