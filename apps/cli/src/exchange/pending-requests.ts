import { chmod, mkdir, readdir, readFile, stat, unlink } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

import { writeFileAtomic } from "@pct/core/node/atomic-file";
import { makeRequestLink } from "@pct/delivery/link";

import { withContext } from "../errors/context.js";
import { Failure, isSystemError } from "../errors/failure.js";
import { dataHomeVariable } from "../program/environment.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";

/** The requests whose answer is still to come: one file each, with the only key that opens it. */

/** What is needed to collect an answer, and to show the link again. */
export interface PendingRequest {
  readonly id: string;
  /** Origin of the server. */
  readonly server: string;
  /** What is asked for, and who asks: as the link says. */
  readonly for: string | null;
  readonly from: string | null;
  readonly claimToken: string;
  /** PKCS#8 PEM. It opens one answer, and is gone with the request. */
  readonly privateKey: string;
  /** ISO 8601 in UTC, as all times here. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Characters of an ID that sentences show: nobody has two requests that begin so. */
const SHORT_ID = 10;

/** How sentences call a request, and commands understand it. */
export function shortId({ id }: PendingRequest): string {
  return id.slice(0, SHORT_ID);
}

export function linkOf({ server, id, ...labels }: PendingRequest): string {
  return makeRequestLink(server, id, labels);
}

/** Keeps a request; one with the same ID is replaced. */
export async function keepRequest(request: PendingRequest): Promise<void> {
  const folder = requestsFolder();
  await withContext({ writing: folder }, makeFolder(folder));
  const path = pathOf(request.id);
  const text = `${JSON.stringify(request, null, 2)}\n`;
  await withContext({ writing: path }, writeFileAtomic(path, text, { overwrite: true }));
}

export async function isKept({ id }: PendingRequest): Promise<boolean> {
  const stats = await stat(pathOf(id)).catch(() => null);
  return stats !== null;
}

/** Forgets a request, and with it the key to its answer. */
export async function forgetRequest({ id }: PendingRequest): Promise<void> {
  const path = pathOf(id);
  await withContext(
    { writing: path },
    unlink(path).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    }),
  );
}

/** All requests that are kept, the newest first. */
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

/**
 * The request that an operand means: its ID, the beginning of it, or its link.
 *
 * @param requests - Those that are kept.
 */
export function findRequest(requests: readonly PendingRequest[], operand: string): PendingRequest {
  const [, id = operand] = /\/s\/([\w-]+)/.exec(operand) ?? [];
  const [found, ...others] = requests.filter((request) => id !== "" && request.id.startsWith(id));
  if (found === undefined || others.length > 0) throw new Failure((t) => t.delivery.notPending());
  return found;
}

function pathOf(id: string): string {
  return join(requestsFolder(), `${id}.json`);
}

function requestsFolder(): string {
  return join(dataFolder(), "requests");
}

/** Where each system has the data of a user's programs; on Linux, the XDG base directories. */
function dataFolder(): string {
  const given = dataHomeVariable() ?? "";
  switch (process.platform) {
    case "darwin":
      return join(homedir(), "Library/Application Support/pct");
    case "win32":
      return join(given === "" ? join(homedir(), "AppData/Local") : given, "pct");
    default:
      // A relative path is not valid there, and would be another folder with each call.
      return join(isAbsolute(given) ? given : join(homedir(), ".local/share"), "pct");
  }
}

/** For the owner alone, even where somebody made it before. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(dataFolder(), 0o700);
  await chmod(folder, 0o700);
}

/** Nobody but us writes these files, and each at once: what has another shape is of another version. */
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
