import { makeRequestLink, parseRequestLink } from "@pct/delivery/link";
import type { NewRequest } from "@pct/delivery/relay-client";
import { draftRequest } from "@pct/exchange/new-request";

import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import type {
  RequestDraft,
  KeptRequest,
  OpenedDelivery,
  RequestEnd,
  RequestId,
} from "#/crypto/interface/requests.js";
import { withDatabase } from "./database.js";
import type { StoredRequest } from "./database.js";
import { takeNewKey } from "./keys.js";
import { openAnswer } from "./open.js";
import { wordsOfRequest } from "./safety-words.js";

/**
 * The requests of this browser. Each has its own key, which decrypts one answer and never leaves the
 * worker. The claim token goes to the page, which talks to the relay.
 */

/** How long an ended request stays in the list after it expires. */
const KEEP_ENDED_MS = 30 * 86_400_000;

/** Makes and stores a request before the relay knows it, so that no link is ever without its key. */
export async function makeRequest({ expiresIn, ...labels }: RequestDraft): Promise<KeptRequest> {
  const key = await takeNewKey();
  const { id, nonce, claimToken } = await draftRequest(key.publicKey.spki);
  const link = makeRequestLink(self.location.origin, id, labels);
  // As the sender will see them: cleaned and cut.
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
  const secret = { key, nonce, claimToken, expiresIn };
  await withDatabase((database) => database.add("requests", { info, secret }));
  return info;
}

/** Lists the requests, the newest first, and deletes those that ended long ago. */
export async function keptRequests(): Promise<readonly KeptRequest[]> {
  const all = await withDatabase((database) => database.getAll("requests"));
  const infos = all.map(({ info }) => info);
  const old = infos.filter(isOld);
  for (const { id } of old) await forgetRequest(id);
  return infos.filter((info) => !old.includes(info)).sort((a, b) => b.createdAt - a.createdAt);
}

function isOld({ stage, expiresAt }: KeptRequest): boolean {
  const hasEnded = stage !== "making" && stage !== "waiting";
  return hasEnded && Date.now() - expiresAt > KEEP_ENDED_MS;
}

/** What the relay needs to create the request and to release its answer. */
export async function requestForRelay(id: RequestId): Promise<NewRequest> {
  const { key, nonce, claimToken, expiresIn } = await secretOf(id);
  return { publicKey: key.publicKey.spki, nonce, claimToken, expiresIn };
}

/** Records that the relay knows the request, and when it expires. */
export async function confirmRequest(id: RequestId, expiresAt: number): Promise<void> {
  await change(id, (stored) =>
    stored.secret === null
      ? stored
      : { ...stored, info: { ...stored.info, stage: "waiting", expiresAt } },
  );
}

/** Decrypts the answer to a request. The key stays until the request ends. */
export async function openDelivery(
  id: RequestId,
  delivery: Blob,
  options: TaskOptions = {},
): Promise<OpenedDelivery> {
  const { key } = await secretOf(id);
  return openAnswer(delivery, { identities: [key] }, id, options);
}

/** Deletes the key and the claim token. The request stays in the list. */
export async function endRequest(id: RequestId, end: RequestEnd): Promise<void> {
  await change(id, ({ info, secret }) =>
    // The first end counts, whatever another tab reports later.
    secret === null ? { info, secret } : { info: { ...info, stage: end }, secret: null },
  );
}

/** Deletes a request from the list. */
export async function forgetRequest(id: RequestId): Promise<void> {
  await withDatabase((database) => database.delete("requests", id));
}

async function secretOf(id: RequestId): Promise<NonNullable<StoredRequest["secret"]>> {
  const stored = await withDatabase((database) => database.get("requests", id));
  if (stored === undefined || stored.secret === null) throw new CryptoFailure("key-gone");
  return stored.secret;
}

/** Updates a request in one transaction: another tab may change it at the same time. */
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
