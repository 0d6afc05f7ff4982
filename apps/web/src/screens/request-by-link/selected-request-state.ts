import type { AcknowledgeOptions, RelayClient } from "@pct/delivery/relay-client";
import { Backoff } from "@pct/exchange/backoff";
import { followRequest } from "@pct/exchange/follow-request";
import type { Contact } from "@pct/exchange/follow-request";
import { statusFromError } from "@pct/exchange/request-status";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptRequest, RequestEnd, RequestId } from "../../crypto/interface/requests";
import { countArrived } from "../../relay/app-badge";
import { relay } from "../../relay/relay";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { wakeOnReturn } from "../../state/wake-on-return";
import { OpenSession } from "../opened-credential/open-session";
import { requestDraft } from "../opened-credential/progress";
import { checkClaimedEnd } from "./claimed-end";
import { hasEnded } from "./request-status";
import type { Claim } from "./request-status";

/**
 * One request, from its link to its end. Every tab that shows it polls the relay; reading changes
 * nothing there. Only the person ends a request, or its own time does; the relay can't.
 */

interface SelectedRequestState {
  /** ID of the request on screen; `null` for none. */
  readonly id: RequestId | null;
  /** `undefined` until it's loaded; `null` if this browser has no request with this ID. */
  readonly request: KeptRequest | null | undefined;
  /** Outcome of the last call to the relay. */
  readonly contact: "trying" | Contact;
  /** The delivery, encrypted. */
  readonly delivery: Blob | null;
  /** A problem that ended the polling: what the relay claims, a swapped key, an answer that does not open. */
  readonly problem: Claim | "altered" | "unopened" | null;
  /** Why the polling ended, for other reasons than a problem of the request. */
  readonly failure: FailureFacts | null;
  readonly isForAnother: boolean;
  readonly isConfirmingCancel: boolean;
  /** The person has confirmed that the delivery is saved, and can still undo it. */
  readonly isErasing: boolean;
  /** The action in progress. */
  readonly action: "erase" | "cancel" | null;
  readonly actionFailure: FailureFacts | null;
}

export const selectedRequest = createStore<SelectedRequestState>({
  id: null,
  request: undefined,
  contact: "trying",
  delivery: null,
  problem: null,
  failure: null,
  isForAnother: false,
  isConfirmingCancel: false,
  isErasing: false,
  action: null,
  actionFailure: null,
});

export const deliverySession = new OpenSession();

/** Restarts when another request is shown, or none. */
const selection = new Latest();
/** The polling for the request on screen. Ends before the selection does when an action starts. */
const polling = new Latest();

/** Shows a request and polls for its delivery, unless it's on screen already. */
export function showRequest(id: RequestId): void {
  if (selectedRequest.get().id === id) return;
  hideRequest();
  selectedRequest.set({ id });
  // What was made with its delivery is there even if the delivery can't be reached.
  void deliverySession.progress.begin(requestDraft(id));
  startPolling(id);
}

/**
 * Wipes what is on screen. The request itself stays at the relay, unless the person has confirmed that
 * the delivery is saved.
 */
export function hideRequest(): void {
  if (selectedRequest.get().isErasing) void acknowledgeDelivery();
  selection.restart();
  polling.abort();
  deliverySession.wipe();
  selectedRequest.reset();
}

/** Starts over after a failure. */
export function retryRequest(): void {
  const { id } = selectedRequest.get();
  if (id === null) return;
  hideRequest();
  showRequest(id);
}

function startPolling(id: RequestId): void {
  void pollUntilArrived(id, polling.restart());
}

async function pollUntilArrived(id: RequestId, signal: AbortSignal): Promise<void> {
  try {
    const request = await findRequest(id);
    selectedRequest.set({ request }, signal);
    if (request === null || hasEnded(request)) return;
    const delivery = await fetchDelivery(request, signal);
    selectedRequest.set({ delivery: new Blob([delivery as Uint8Array<ArrayBuffer>]) }, signal);
    countArrived(id, true);
  } catch (error) {
    if (signal.aborted) return;
    selectedRequest.set(await changeForFailure(id, failureFacts(error)), signal);
  }
}

async function findRequest(id: RequestId): Promise<KeptRequest | null> {
  const requests = await cryptoWorker().keptRequests();
  return requests.find((request) => request.id === id) ?? null;
}

async function fetchDelivery({ id, stage }: KeptRequest, signal: AbortSignal): Promise<Uint8Array> {
  const { claimToken } = await cryptoWorker().requestForRelay(id);
  return followRequest(
    { id, claimToken },
    {
      connect: relay,
      prepare: (client) => createAtRelay(client, id, signal),
      hasAnswered: stage === "waiting",
      retryFirst: true,
      backoff: new Backoff({ firstMs: 2000, longestMs: 30_000, listen: wakeOnReturn }),
      onContact: (contact) => {
        selectedRequest.set({ contact }, signal);
      },
      signal,
    },
  );
}

/** Creates the request at the relay, if it isn't there yet, and checks its key. */
async function createAtRelay(
  client: RelayClient,
  id: RequestId,
  signal: AbortSignal,
): Promise<void> {
  if ((await findRequest(id))?.stage === "making") {
    const { expiresAt } = await client.create(await cryptoWorker().requestForRelay(id), { signal });
    await cryptoWorker().confirmRequest(id, Date.parse(expiresAt));
    selectedRequest.set({ request: await findRequest(id) }, signal);
  }
  await client.status(id, { signal });
}

/** Codes that say that the relay has the request no longer. */
const GONE: readonly string[] = ["request-unknown", "request-cancelled", "request-expired"];

/** How long another tab may take to store that it has ended a request, after the relay knows. */
const OTHER_TAB_DELAY_MS = 1000;

/** What a final failure says about a request. Another tab may have ended it meanwhile. */
async function changeForFailure(
  id: RequestId,
  failure: FailureFacts,
): Promise<Partial<SelectedRequestState>> {
  if (GONE.includes(failure.code)) await delay(OTHER_TAB_DELAY_MS);
  const request = await findRequest(id).catch(() => undefined);
  if (request === undefined) return { failure };
  if (request === null || hasEnded(request)) return { request };
  const status = statusFromError(failure.code, request.expiresAt);
  if (status === null) return { failure };
  if (status === "altered") return { problem: "altered" };
  // The relay's word, for which statusFromError returns "unknown" as long as the request has time left.
  const claimed = failure.code === "request-expired" ? "expired" : status;
  const { request: current, claim } = await checkClaimedEnd(id, claimed);
  return { request: current, problem: claim };
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Checks whether another tab has ended the request, for when this tab is shown again. */
export async function recheckRequest(): Promise<void> {
  const { id, request: before } = selectedRequest.get();
  if (id === null || before === undefined) return;
  const { signal } = polling;
  const request = await findRequest(id).catch(() => undefined);
  if (request === undefined || signal.aborted) return;
  if (request === null || hasEnded(request)) polling.abort();
  // A decrypted result stays on screen until the person leaves.
  selectedRequest.set({ request });
}

/** Failures of this device. They say nothing about the delivery. */
const DEVICE_FAILURES: readonly string[] = [
  ...["unexpected", "worker-stopped", "storage-full", "storage-refused", "too-large-for-memory"],
  ...["cancelled", "key-gone"],
];

/** Decrypts the delivery. */
export async function openDelivery(): Promise<void> {
  const { id, delivery } = selectedRequest.get();
  if (id === null || delivery === null) return;
  const { signal } = selection;
  selectedRequest.set({ problem: null });
  await deliverySession.job.run(async (watch) => {
    const opened = await cryptoWorker().openDelivery(id, delivery, watch);
    const { progress } = deliverySession;
    await progress.begin(requestDraft(id));
    if (opened.kind === "credential") await progress.confirm(opened.ciphertextHash);
    selectedRequest.set({ isForAnother: opened.isForAnother }, signal);
    return opened;
  });
  const { failure } = deliverySession.job.store.get();
  if (failure === null || DEVICE_FAILURES.includes(failure.code)) return;
  selectedRequest.set({ problem: "unopened" }, signal);
}

/** How long the person can undo that the delivery is erased. The relay is told afterwards. */
export const UNDO_MS = 10_000;

/** Ends with the time to undo. */
let undoing = new AbortController();
/** By `performance.now()`. */
let undoEndsAt = 0;

/** Seconds left to undo. */
export function secondsToUndo(): number {
  return Math.max(0, Math.ceil((undoEndsAt - performance.now()) / 1000));
}

/**
 * Confirms that the delivery is saved. It is erased after {@link UNDO_MS}; or sooner if the person goes to
 * another screen, and not at all if the page is closed before.
 */
export function startErasing(): void {
  undoing.abort();
  undoing = new AbortController();
  const { signal } = undoing;
  undoEndsAt = performance.now() + UNDO_MS;
  selectedRequest.set({ isErasing: true, actionFailure: null });
  const timer = setTimeout(() => void acknowledgeDelivery(), UNDO_MS);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
  });
}

/** Takes back {@link startErasing}: everything is as it was. */
export function undoErasing(): void {
  undoing.abort();
  selectedRequest.set({ isErasing: false });
}

// Listens from the start, since browsers call the listeners of this event in the order in which they were
// added: the one that wipes the screen would erase the delivery.
if (typeof window !== "undefined") addEventListener("pagehide", undoErasing);

/**
 * Erases the delivery at the relay, the key that decrypts it, and what was made with it in this browser.
 * The only call that tells the relay that the person has saved it. Fails with `not-delivered` or
 * `delivery-changed` if the sender has withdrawn it meanwhile; nothing is erased then.
 */
export async function acknowledgeDelivery(): Promise<void> {
  undoing.abort();
  // Read first: the state is reset when the person goes to another screen.
  const saved = savedDelivery();
  await act("erase", "received", async (id, client, claimToken) => {
    await client.acknowledge(id, claimToken, await saved);
  });
}

/** What the relay needs to erase this delivery and no other one, and the sender as proof. */
async function savedDelivery(): Promise<AcknowledgeOptions> {
  const { delivery } = selectedRequest.get();
  const { result } = deliverySession.job.store.get();
  return {
    ...(delivery === null ? {} : { answer: new Uint8Array(await delivery.arrayBuffer()) }),
    receipt: result === null || result.kind === "file" ? null : result.receipt,
  };
}

/** Cancels a request before it was received. */
export async function cancelRequest(): Promise<void> {
  const isAtRelay = selectedRequest.get().request?.stage !== "making";
  await act("cancel", "cancelled", async (id, client, claimToken) => {
    const cancellation = client.cancel(id, claimToken);
    // No one has seen the link of a request that is not at the relay yet: nothing can be sent to it.
    if (isAtRelay) await cancellation;
    else cancellation.catch(() => undefined);
  });
}

type EndAtRelay = (id: RequestId, client: RelayClient, claimToken: string) => Promise<void>;

async function act(
  action: "erase" | "cancel",
  end: RequestEnd,
  endAtRelay: EndAtRelay,
): Promise<void> {
  const { id, action: running } = selectedRequest.get();
  if (id === null || running !== null) return;
  const { signal } = selection;
  selectedRequest.set({ action, actionFailure: null, isConfirmingCancel: false });
  // Polling would report the end as a failure.
  polling.abort();
  try {
    const request = await endEverywhere(id, end, endAtRelay);
    const hasMade = deliverySession.progress.store.get().made.length > 0;
    if (!signal.aborted) deliverySession.wipe();
    if (end === "received" || (!signal.aborted && !hasMade)) await eraseProgress(id);
    // A password stays until the person erases it.
    else if (!signal.aborted) await deliverySession.progress.begin(requestDraft(id));
    const change = { request, delivery: null, problem: null, failure: null, isErasing: false };
    selectedRequest.set(change, signal);
  } catch (error) {
    selectedRequest.set({ actionFailure: failureFacts(error), isErasing: false }, signal);
    if (!signal.aborted && selectedRequest.get().delivery === null) startPolling(id);
  } finally {
    selectedRequest.set({ action: null }, signal);
  }
}

/** Erases what was made with a delivery. What can't be erased now is deleted when its time is over. */
async function eraseProgress(id: RequestId): Promise<void> {
  await cryptoWorker()
    .eraseDraft(requestDraft(id))
    .catch(() => undefined);
}

async function endEverywhere(
  id: RequestId,
  end: RequestEnd,
  endAtRelay: EndAtRelay,
): Promise<KeptRequest | null> {
  const known = await findRequest(id);
  // Another tab was faster.
  if (known === null || hasEnded(known)) return known;
  const { claimToken } = await cryptoWorker().requestForRelay(id);
  try {
    await endAtRelay(id, await relay(), claimToken);
  } catch (error) {
    // The relay has nothing of it any more: it is over, or an earlier try erased it.
    if (!GONE.includes(failureFacts(error).code)) throw error;
  }
  countArrived(id, false);
  return cryptoWorker().endRequest(id, end);
}
