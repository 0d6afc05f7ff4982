import { chmod, mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

import { writeFileAtomic } from "@pct/core/node/atomic-file";
import { isDeliveryError } from "@pct/delivery/errors";
import { makeRequestLink, parseRequestLink } from "@pct/delivery/link";

import { withContext } from "../errors/context.js";
import { Failure, isSystemError } from "../errors/failure.js";
import { dataHomeVariable } from "../program/environment.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";

/** Stores pending requests: one file each, with the only key that decrypts the answer. */

/** What is needed to collect the answer and to show the link again. */
export interface PendingRequest {
  readonly id: string;
  /** Origin of the relay. */
  readonly server: string;
  /** The labels in the link: what is asked for, and by whom. */
  readonly for: string | null;
  readonly from: string | null;
  readonly claimToken: string;
  /** PKCS#8 PEM. Decrypts one answer; deleted with the request. */
  readonly privateKey: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/**
 * Characters of an ID that are shown: 60 bits, so that no user has two requests that start alike.
 */
const SHORT_ID = 10;

/** A prefix of the ID, for messages and operands. */
export function shortId({ id }: PendingRequest): string {
  return id.slice(0, SHORT_ID);
}

export function linkOf({ server, id, ...labels }: PendingRequest): string {
  return makeRequestLink(server, id, labels);
}

/** Stores a request; replaces one with the same ID. */
export async function keepRequest(request: PendingRequest): Promise<void> {
  const folder = requestsFolder();
  await withContext({ writing: folder }, makeFolder(folder));
  const path = pathOf(request.id);
  const text = `${JSON.stringify(request, null, 2)}\n`;
  const options = { overwrite: true, regularOnly: true };
  await withContext({ writing: path }, writeFileAtomic(path, text, options));
}

export async function isKept({ id }: PendingRequest): Promise<boolean> {
  const stats = await stat(pathOf(id)).catch(() => null);
  return stats !== null;
}

/** Deletes a request and the key to its answer. */
export async function forgetRequest({ id }: PendingRequest): Promise<void> {
  const path = pathOf(id);
  await withContext(
    { writing: path },
    unlink(path).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    }),
  );
}

/**
 * Whether the time of a request is over by this computer's clock. Only then, or when the user says so, is
 * its key deleted: a relay can claim anything.
 */
export function isOver({ expiresAt }: PendingRequest): boolean {
  return Date.now() >= Date.parse(expiresAt);
}

/** All stored requests, newest first. */
export async function readRequests({ t }: Session): Promise<PendingRequest[]> {
  const folder = requestsFolder();
  const names = await withContext(
    { reading: folder },
    readdir(folder).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    }),
  );
  const requests: PendingRequest[] = [];
  for (const name of names.filter((name) => /^[\w-]+\.json$/.test(name))) {
    const path = join(folder, name);
    const request = parse(await withContext({ reading: path }, readFile(path, "utf8")));
    if (request !== null && pathOf(request.id) === path) requests.push(request);
    else warn(t.delivery.stateDamaged({ path }));
  }
  return requests.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The request that an operand names by its ID, the start of its ID, or its link. */
export function findRequest(requests: readonly PendingRequest[], operand: string): PendingRequest {
  const id = idIn(operand);
  const [found, ...others] = requests.filter((request) => id !== "" && request.id.startsWith(id));
  if (found === undefined || others.length > 0) throw new Failure((t) => t.delivery.notPending());
  return found;
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

/** The file that holds a request. */
export function requestFile({ id }: PendingRequest): string {
  return pathOf(id);
}

function pathOf(id: string): string {
  return join(requestsFolder(), `${id}.json`);
}

function requestsFolder(): string {
  return join(dataFolder(), "requests");
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

/** Parses a stored request; `null` if another version of pct wrote it or it is damaged. */
function parse(text: string): PendingRequest | null {
  try {
    const value = JSON.parse(text) as PendingRequest;
    const { id, server, claimToken, privateKey, createdAt, expiresAt } = value;
    const texts: unknown[] = [id, server, claimToken, privateKey, createdAt, expiresAt];
    if (!texts.every((field) => typeof field === "string")) return null;
    linkOf(value);
    return value;
  } catch {
    return null;
  }
}

function isAbsent(error: unknown): boolean {
  return isSystemError(error) && error.code === "ENOENT";
}
