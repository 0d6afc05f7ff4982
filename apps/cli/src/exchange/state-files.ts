import { chmod, mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

import { writeFileAtomic } from "@pct/core/node/atomic-file";
import { isDeliveryError } from "@pct/delivery/errors";
import { parseRequestLink } from "@pct/delivery/link";

import { withContext } from "../errors/context.js";
import { isSystemError } from "../errors/failure.js";
import { dataHomeVariable } from "../program/environment.js";

/** What pct stores between two runs: private folders with one JSON file for each request ID. */

/** What has an ID and an end. */
interface Kept {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
}

/**
 * Characters of an ID that are shown: 60 bits, so that no user has two requests that start alike.
 */
const SHORT_ID = 10;

/** A prefix of the ID, for messages and operands. */
export function shortId({ id }: Pick<Kept, "id">): string {
  return id.slice(0, SHORT_ID);
}

/**
 * Whether the time of a request is over by this computer's clock. Only then, or when the user says so, is
 * its key deleted: a relay can claim anything.
 */
export function isOver({ expiresAt }: Kept): boolean {
  return Date.now() >= Date.parse(expiresAt);
}

/** The one of these that an operand names by ID, the start of an ID, or a link; `null` if it is not one. */
export function findKept<Value extends Kept>(all: readonly Value[], operand: string): Value | null {
  const id = idIn(operand);
  const [found = null, ...others] = all.filter((kept) => id !== "" && kept.id.startsWith(id));
  return others.length === 0 ? found : null;
}

/** The ID in a link, which may be cut short; any other text itself, which may be an ID or its start. */
function idIn(operand: string): string {
  try {
    return parseRequestLink(operand).id;
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
    return /\/s\/([\w-]+)/.exec(operand)?.[1] ?? operand;
  }
}

/** A folder of such files. */
export class StateFolder<Value extends Kept> {
  readonly #name: string;
  readonly #parse: (text: string) => Value | null;

  /** @param parse - `null` for a file that another version of pct wrote, or a damaged one. */
  constructor(name: string, parse: (text: string) => Value | null) {
    this.#name = name;
    this.#parse = parse;
  }

  /** The file of an ID. */
  pathOf({ id }: Pick<Kept, "id">): string {
    return join(this.#path, `${id}.json`);
  }

  /** Stores a value; replaces one with the same ID. */
  async keep(value: Value): Promise<void> {
    await withContext({ writing: this.#path }, makeFolder(this.#path));
    const path = this.pathOf(value);
    const text = `${JSON.stringify(value, null, 2)}\n`;
    const options = { overwrite: true, regularOnly: true };
    await withContext({ writing: path }, writeFileAtomic(path, text, options));
  }

  async has(value: Pick<Kept, "id">): Promise<boolean> {
    const stats = await stat(this.pathOf(value)).catch(() => null);
    return stats !== null;
  }

  async forget(value: Pick<Kept, "id">): Promise<void> {
    const path = this.pathOf(value);
    await withContext(
      { writing: path },
      unlink(path).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      }),
    );
  }

  /** The stored value with this ID; `null` if there is none, or it is damaged. */
  async read(value: Pick<Kept, "id">): Promise<Value | null> {
    const path = this.pathOf(value);
    const text = await withContext(
      { reading: path },
      readFile(path, "utf8").catch((error: unknown) => {
        if (isAbsent(error)) return null;
        throw error;
      }),
    );
    return text === null ? null : this.#parse(text);
  }

  /** All values. */
  async readAll(onDamaged: (path: string) => void): Promise<Value[]> {
    const names = await withContext(
      { reading: this.#path },
      readdir(this.#path).catch((error: unknown) => {
        if (isAbsent(error)) return [];
        throw error;
      }),
    );
    const values: Value[] = [];
    for (const name of names.filter((name) => /^[\w-]+\.json$/.test(name))) {
      const path = join(this.#path, name);
      const value = this.#parse(await withContext({ reading: path }, readFile(path, "utf8")));
      if (value !== null && this.pathOf(value) === path) values.push(value);
      else onDamaged(path);
    }
    return values;
  }

  /** Computed at each use: tests change the environment. */
  get #path(): string {
    return join(dataFolder(), this.#name);
  }
}

/** The folder for user data of each system; on Linux, by the XDG Base Directory specification. */
function dataFolder(): string {
  const given = dataHomeVariable() ?? "";
  switch (process.platform) {
    case "darwin":
      return join(homedir(), "Library/Application Support/pct");
    case "win32":
      return join(given === "" ? join(homedir(), "AppData/Local") : given, "pct");
    default:
      // The specification ignores relative paths.
      return join(isAbsolute(given) ? given : join(homedir(), ".local/share"), "pct");
  }
}

/** Makes the folder private, even if it existed with other permissions. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(dataFolder(), 0o700);
  await chmod(folder, 0o700);
}

function isAbsent(error: unknown): boolean {
  return isSystemError(error) && error.code === "ENOENT";
}
