import { generateHybridKeyPair } from "@pct/core/hybrid";
import { makeRequestLink, parseRequestLink } from "@pct/delivery/link";
import type { NewRequest } from "@pct/delivery/relay-client";
import { draftRequest, REQUEST_KEY_TYPE } from "@pct/exchange/new-request";
import { isExpired } from "@pct/exchange/request-status";

import { CryptoFailure } from "#/crypto/failure.js";
import type { TaskOptions } from "#/crypto/interface/files.js";
import type { SafetyWordLists } from "#/crypto/interface/keys.js";
import type {
  RequestDraft,
  KeptRequest,
  OpenedDelivery,
  RequestEnd,
  RequestId,
} from "#/crypto/interface/requests.js";
import { withDatabase } from "./database.js";
import type { StoredRequest } from "./database.js";
import { openAnswer } from "./open.js";
import { wordsOfRequest } from "./safety-words.js";
import { sealSeed, unsealIdentity } from "./sealed-seeds.js";
import type { SealedSeed } from "./sealed-seeds.js";

/**
 * The requests of this browser. Each has its own key, which decrypts one answer and never leaves the
 * worker. The claim token goes to the page, which talks to the relay.
 */

/** How long an ended request stays in the list after it expires. */
const KEEP_ENDED_MS = 30 * 86_400_000;

/** What a request consists of, whatever it is for. */
interface Draft {
  readonly id: RequestId;
  readonly nonce: Uint8Array;
  readonly claimToken: string;
  readonly key: SealedSeed;
  readonly words: SafetyWordLists;
}

/** The draft of the next request; `null` if none is being made. */
let ready: Promise<Draft> | null = null;

/** Makes the draft of the next request, which takes most of the time of a request. */
export async function prepareRequest(): Promise<void> {
  const preparing = (ready ??= newDraft());
  await preparing.catch(() => {
    // The next call tries again.
    if (ready === preparing) ready = null;
  });
}

async function newDraft(): Promise<Draft> {
  const pair = await generateHybridKeyPair();
  const publicHalf = { keyType: REQUEST_KEY_TYPE, publicKey: pair.publicKey };
  const { id, nonce, claimToken } = await draftRequest(publicHalf);
  const [words, key] = await Promise.all([wordsOfRequest(id), sealSeed(pair, id)]);
  return { id, nonce, claimToken, key, words };
}

/** Makes and stores a request before the relay knows it, so that no link is ever without its key. */
export async function makeRequest({ expiresIn, ...labels }: RequestDraft): Promise<KeptRequest> {
  const draft = ready ?? newDraft();
  // Each request has a draft of its own.
  ready = null;
  const { id, nonce, claimToken, key, words } = await draft;
  const link = makeRequestLink(self.location.origin, id, labels);
  // As the sender will see them: cleaned and cut.
  const shown = parseRequestLink(link);
  const createdAt = Date.now();
  const expiresAt = createdAt + expiresIn * 1000;
  const info: KeptRequest = {
    id,
    link,
    keyType: REQUEST_KEY_TYPE,
    for: shown.for,
    from: shown.from,
    words,
    createdAt,
    expiresAt,
    stage: "making",
  };
  const secret = { key, nonce, claimToken, expiresIn, keepUntil: expiresAt };
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
  return key.type === "sealed-seed"
    ? { keyType: REQUEST_KEY_TYPE, publicKey: key.publicKey, nonce, claimToken, expiresIn }
    : { keyType: "rsa", publicKey: key.publicKey.spki, nonce, claimToken, expiresIn };
}

/**
 * Records that the relay knows the request, and when the relay says that it expires. The relay can't
 * shorten the time that the key is kept: that runs from now, by this device's clock.
 */
export async function confirmRequest(id: RequestId, expiresAt: number): Promise<void> {
  await change(id, ({ info, secret }) => {
    if (secret === null) return { info, secret };
    const keepUntil = Math.max(expiresAt, Date.now() + secret.expiresIn * 1000);
    return { info: { ...info, stage: "waiting", expiresAt }, secret: { ...secret, keepUntil } };
  });
}

/** Decrypts the answer to a request. The key stays until the request ends. */
export async function openDelivery(
  id: RequestId,
  delivery: Blob,
  options: TaskOptions = {},
): Promise<OpenedDelivery> {
  const { key } = await secretOf(id);
  const identity = key.type === "sealed-seed" ? await unsealIdentity(key, id) : key;
  return openAnswer(delivery, "", { identities: [identity] }, id, options);
}

/**
 * Deletes the key and the claim token. The request stays in the list. `received` and `cancelled` are
 * acts of the person. `expired` changes nothing until the request's own time is over by this device's
 * clock: what the relay says about a request never deletes its key.
 *
 * @returns The request as it is afterwards; `null` if this browser does not have it.
 */
export async function endRequest(id: RequestId, end: RequestEnd): Promise<KeptRequest | null> {
  const stored = await change(id, ({ info, secret }) => {
    // The first end counts, whatever another tab reports later.
    if (secret === null) return { info, secret };
    if (end === "expired" && !isExpired(secret.keepUntil)) return { info, secret };
    return { info: { ...info, stage: end }, secret: null };
  });
  return stored?.info ?? null;
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
): Promise<StoredRequest | undefined> {
  return withDatabase(async (database) => {
    const transaction = database.transaction("requests", "readwrite");
    const before = await transaction.store.get(id);
    const after = before === undefined ? undefined : changed(before);
    if (after !== undefined) await transaction.store.put(after);
    await transaction.done;
    return after;
  });
}
