import { makeRequestLink } from "@pct/delivery/link";

import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";
import { findKept, StateFolder } from "./state-files.js";

/** Stores pending requests: one file each, with the only key that decrypts the answer. */

/** What is needed to collect the answer and to show the link again. */
export interface PendingRequest {
  readonly id: string;
  /** Origin of the relay. */
  readonly server: string;
  /** The labels in the link: what is asked for, and by whom. */
  readonly for: string | null;
  readonly from: string | null;
  /** ID of the invitation that it answers; absent for a request of one's own. */
  readonly invitation?: string;
  readonly claimToken: string;
  /** An identity of age or PKCS#8 PEM. Decrypts one answer; deleted with the request. */
  readonly privateKey: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

const folder = new StateFolder("requests", parse);

export function linkOf({
  server,
  id,
  ...labels
}: Pick<PendingRequest, "server" | "id" | "for" | "from">): string {
  return makeRequestLink(server, id, labels);
}

/** Stores a request; replaces one with the same ID. */
export function keepRequest(request: PendingRequest): Promise<void> {
  return folder.keep(request);
}

export function isKept(request: PendingRequest): Promise<boolean> {
  return folder.has(request);
}

/** Deletes a request and the key to its answer. */
export function forgetRequest(request: PendingRequest): Promise<void> {
  return folder.forget(request);
}

/** All stored requests, newest first. */
export async function readRequests({ t }: Session): Promise<PendingRequest[]> {
  const requests = await folder.readAll((path) => {
    warn(t.delivery.stateDamaged({ path }));
  });
  return requests.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The request that an operand names by its ID, the start of its ID, or its link. */
export function findRequest(requests: readonly PendingRequest[], operand: string): PendingRequest {
  const found = findKept(requests, operand);
  if (found === null) throw new Failure((t) => t.delivery.notPending());
  return found;
}

/** The file that holds a request. */
export function requestFile(request: PendingRequest): string {
  return folder.pathOf(request);
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
