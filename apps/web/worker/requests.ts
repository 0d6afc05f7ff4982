import type { PrivateKey } from "@pct/core";
import {
  belongsToRequest,
  makeRequestLink,
  newClaimToken,
  newNonce,
  parseRequestLink,
  requestId,
} from "@pct/delivery";
import type { NewRequest } from "@pct/delivery";

import { CryptoFailure } from "../src/crypto/failure.js";
import type { TaskOptions } from "../src/crypto/interface/files.js";
import type {
  RequestDraft,
  KeptRequest,
  OpenedDelivery,
  RequestEnd,
  RequestId,
} from "../src/crypto/interface/requests.js";
import { withDatabase } from "./database.js";
import type { StoredRequest } from "./database.js";
import { takeNewKey } from "./keys.js";
import { openWith } from "./open.js";
import { wordsOfRequest } from "./safety-words.js";

/**
 * The requests of this browser. Each has a key of its own, which opens one answer and never leaves the
 * worker; the claim token goes to the page, which asks the relay with it.
 */

/** Days for which a request that has ended stays in the list. */
const REMEMBERED_DAYS = 30;

/** Stores a request before the relay hears of it, so that no link can be without its key. */
export async function makeRequest({ expiresIn, ...labels }: RequestDraft): Promise<KeptRequest> {
  const key = await takeNewKey();
  const nonce = newNonce();
  const id = await requestId(nonce, key.publicKey.spki);
  const link = makeRequestLink(self.location.origin, id, labels);
  // As whoever opens the link will see them.
  const shown = parseRequestLink(link);
  const createdAt = Date.now();
  const info: KeptRequest = {
    id,
    link,
    for: shown.for,
    from: shown.from,
    words: await wordsOfRequest(id),
    createdAt,
    expiresAt: createdAt + expiresIn * 1000,
    stage: "making",
  };
  const secret = { key, nonce, claimToken: newClaimToken(), expiresIn };
  await withDatabase((database) => database.add("requests", { info, secret }));
  return info;
}

/** The requests of this browser, the newest first. */
export async function keptRequests(): Promise<readonly KeptRequest[]> {
  const all = await withDatabase((database) => database.getAll("requests"));
  const infos = all.map(({ info }) => info);
  const old = infos.filter(isOld);
  for (const { id } of old) await forgetRequest(id);
  return infos.filter((info) => !old.includes(info)).sort((a, b) => b.createdAt - a.createdAt);
}

function isOld({ stage, expiresAt }: KeptRequest): boolean {
  const hasEnded = stage !== "making" && stage !== "waiting";
  return hasEnded && Date.now() - expiresAt > REMEMBERED_DAYS * 86_400_000;
}

/** What the relay has to know to make the request, and to hand its answer out. */
export async function requestForRelay(id: RequestId): Promise<NewRequest> {
  const { key, nonce, claimToken, expiresIn } = await secretOf(id);
  return { publicKey: key.publicKey.spki, nonce, claimToken, expiresIn };
}

/** The relay has made it, and says until when it waits. */
export async function confirmRequest(id: RequestId, expiresAt: number): Promise<void> {
  await change(id, (stored) =>
    stored.secret === null
      ? stored
      : { ...stored, info: { ...stored.info, stage: "waiting", expiresAt } },
  );
}

/** Opens what has come for a request. The key stays until the request has ended. */
export async function openDelivery(
  id: RequestId,
  delivery: Blob,
  watch: TaskOptions = {},
): Promise<OpenedDelivery> {
  const key: PrivateKey = (await secretOf(id)).key;
  const opened = await openWith(delivery, { identities: [key] }, watch);
  const isForAnother = opened.kind === "credential" && !belongsToRequest(opened.document, id);
  return { ...opened, isForAnother };
}

/** Deletes the key and the claim token; that there was a request stays known. */
export async function endRequest(id: RequestId, end: RequestEnd): Promise<void> {
  await change(id, ({ info, secret }) =>
    // The first end is the one that it came to, whatever another tab thinks.
    secret === null ? { info, secret } : { info: { ...info, stage: end }, secret: null },
  );
}

/** Deletes all of it. */
export async function forgetRequest(id: RequestId): Promise<void> {
  await withDatabase((database) => database.delete("requests", id));
}

async function secretOf(id: RequestId): Promise<NonNullable<StoredRequest["secret"]>> {
  const stored = await withDatabase((database) => database.get("requests", id));
  if (stored === undefined || stored.secret === null) throw new CryptoFailure("key-gone");
  return stored.secret;
}

/** In one transaction: another tab may be at the same request. */
async function change(
  id: RequestId,
  changed: (stored: StoredRequest) => StoredRequest,
): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction("requests", "readwrite");
    const stored = await transaction.store.get(id);
    if (stored !== undefined) await transaction.store.put(changed(stored));
    await transaction.done;
  });
}
