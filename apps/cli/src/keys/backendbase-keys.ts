import { parseEnv } from "node:util";

import type { BackEndBaseKeys } from "@pct/security/backendbase";

import { Failure } from "../errors/failure.js";
import { decodeText, readSmallFile } from "../io/input.js";
import { backEndBaseVariables } from "../program/environment.js";

/** The keys of a BackEndBase application: from files, else from the environment. Never an argument. */

const FILE_LIMIT = 64 * 1024;

/** What each key is called in files and in the environment. */
const NAMES = {
  secretKey: "SECRET_KEY",
  csrfSessionKey: "CSRF_SESSION_KEY",
  hashKey: "HASH_KEY",
} as const satisfies Record<keyof BackEndBaseKeys, string>;

type Values = Readonly<Record<string, unknown>>;

/** The sets of keys that were named, the current one first; empty where there is none. */
export async function readBackEndBaseKeys(
  files: readonly string[] | undefined,
): Promise<BackEndBaseKeys[]> {
  if (files !== undefined) return (await Promise.all(files.map(readKeysFile))).flat();
  const variables = backEndBaseVariables();
  // Many programs have a SECRET_KEY: only all three are BackEndBase's.
  return missingIn(variables).length > 0 ? [] : [keysOf(variables)];
}

/** A file holds one set; in JSON, it can also be a list of them. */
async function readKeysFile(path: string): Promise<BackEndBaseKeys[]> {
  const bytes = await readSmallFile(path, FILE_LIMIT);
  const text = bytes.length > FILE_LIMIT ? null : decodeText(bytes);
  const sets = text === null ? [] : parseSets(text);
  if (sets.length === 0) throw new Failure((t) => t.cli.keysFileMalformed({ path }));
  for (const set of sets) {
    const names = missingIn(set).join(", ");
    if (names !== "") throw new Failure((t) => t.cli.keysIncomplete({ path, names }));
  }
  return sets.map(keysOf);
}

function parseSets(text: string): Values[] {
  if (!/^\s*[[{]/.test(text)) {
    const values = parseEnv(text);
    return Object.keys(values).length === 0 ? [] : [values];
  }
  try {
    const value = JSON.parse(text) as unknown;
    return (Array.isArray(value) ? value : [value]).filter(
      (set): set is Values => typeof set === "object" && set !== null,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function missingIn(values: Values): string[] {
  return Object.values(NAMES).filter((name) => {
    const value = values[name];
    return typeof value !== "string" || value === "";
  });
}

/** Only of values in which nothing is missing. */
function keysOf(values: Values): BackEndBaseKeys {
  const key = (name: string): string => values[name] as string;
  return {
    secretKey: key(NAMES.secretKey),
    csrfSessionKey: key(NAMES.csrfSessionKey),
    hashKey: key(NAMES.hashKey),
  };
}
