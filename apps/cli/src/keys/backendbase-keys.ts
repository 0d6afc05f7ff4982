import { parseEnv } from "node:util";

import type { BackEndBaseKeys } from "@pct/security/backendbase";

import { Failure } from "../errors/failure.js";
import { decodeText, readSmallFile } from "../io/input.js";
import { backEndBaseVariables } from "../program/environment.js";

/**
 * Reads the keys of a BackEndBase application from files or the environment, never from arguments.
 */

const FILE_LIMIT = 64 * 1024;

/** Names of the keys in files and in the environment. */
const NAMES = {
  secretKey: "SECRET_KEY",
  csrfSessionKey: "CSRF_SESSION_KEY",
  hashKey: "HASH_KEY",
} as const satisfies Record<keyof BackEndBaseKeys, string>;

type Values = Readonly<Record<string, unknown>>;

/** The given key sets, current first; empty if there are none. */
export async function readBackEndBaseKeys(
  files: readonly string[] | undefined,
): Promise<BackEndBaseKeys[]> {
  if (files !== undefined) return (await Promise.all(files.map(readKeysFile))).flat();
  const variables = backEndBaseVariables();
  // Many programs use SECRET_KEY; only BackEndBase has all three.
  if (missingIn(variables).length > 0) return [];
  const altered = Object.values(NAMES).find((name) => variables[name]?.includes("\uFFFD"));
  if (altered !== undefined) throw new Failure((t) => t.cli.variableNotUtf8({ name: altered }));
  return [keysOf(variables)];
}

/** Reads one set from an `.env` or JSON file, or a JSON list of sets. */
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

/** Takes the keys from values that {@link missingIn} found complete. */
function keysOf(values: Values): BackEndBaseKeys {
  const key = (name: string): string => values[name] as string;
  return {
    secretKey: key(NAMES.secretKey),
    csrfSessionKey: key(NAMES.csrfSessionKey),
    hashKey: key(NAMES.hashKey),
  };
}
