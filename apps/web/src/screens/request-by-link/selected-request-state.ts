import type { RelayClient } from "@pct/delivery";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptRequest, RequestEnd, RequestId } from "../../crypto/interface/requests";
import { OpenSession } from "../opened-credential/open-session";
import { relay } from "../../relay/relay";
import { createStore } from "../../state/store";
import { Backoff } from "./backoff";
import { hasEnded, isOver, lackOfContact } from "./request-status";

/**
 * One request, from the link to the end: the relay is asked until something has come, in whatever tab
 * and as often as the page is loaded; reading changes nothing there. Only the person's word ends it.
 */

interface SelectedRequestState {
  /** Which one is shown; `null` for none. */
  readonly id: RequestId | null;
  /** `undefined` until this browser has been asked for it; `null` where it has none of this ID. */
  readonly request: KeptRequest | null | undefined;
  /** How the last call to the relay went. */
  readonly contact: "trying" | "reached" | "unreachable" | "failing";
  /** What has come, as it came. */
  readonly delivery: Blob | null;
  /** Why nothing good can come of it. */
  readonly problem: "gone" | "altered" | "unopened" | null;
  /** Why waiting has ended, for what is no trouble of the request's own. */
  readonly failure: FailureFacts | null;
  readonly isForAnother: boolean;
  /** Whether the person is asked if they mean to cancel. */
  readonly isConfirmingCancel: boolean;
  /** What is being done that the person has asked for. */
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
  action: null,
  actionFailure: null,
});

export const deliverySession = new OpenSession();

/** Ends what is under way for the request that is shown. */
let stop = new AbortController();

/** Shows a request and waits for what comes for it; one that is shown already goes on as it is. */
export function showRequest(id: RequestId): void {
  if (selectedRequest.get().id === id) return;
  hideRequest();
  selectedRequest.set({ id });
  begin(id);
}

/** Forgets everything that is shown. The request itself goes on at the relay. */
export function hideRequest(): void {
  stop.abort();
  deliverySession.wipe();
  selectedRequest.reset();
}

/** Begins again after a failure. */
export function retryRequest(): void {
  const { id } = selectedRequest.get();
  if (id === null) return;
  hideRequest();
  showRequest(id);
}

function begin(id: RequestId): void {
  stop = new AbortController();
  void run(id, stop.signal);
}

async function run(id: RequestId, signal: AbortSignal): Promise<void> {
  const tell = tellingUntil(signal);
  try {
    const request = await find(id);
    tell({ request });
    if (request === null || hasEnded(request)) return;
    const delivery = await untilArrived(request, signal, tell);
    tell({ delivery: new Blob([delivery as Uint8Array<ArrayBuffer>]) });
  } catch (error) {
    if (!signal.aborted) tell(await whatItMeans(id, failureFacts(error)));
  }
}

type Tell = (change: Partial<SelectedRequestState>) => void;

/** Whoever is no longer shown has nothing to tell. */
function tellingUntil(signal: AbortSignal): Tell {
  return (change) => {
    if (!signal.aborted) selectedRequest.set(change);
  };
}

async function find(id: RequestId): Promise<KeptRequest | null> {
  const kept = await cryptoWorker().keptRequests();
  return kept.find((request) => request.id === id) ?? null;
}

async function untilArrived(
  { id, stage }: KeptRequest,
  signal: AbortSignal,
  tell: Tell,
): Promise<Uint8Array> {
  const backoff = new Backoff();
  let hasAnswered = stage === "waiting";
  const onAnswer = (): void => {
    hasAnswered = true;
    backoff.reset();
    tell({ contact: "reached" });
  };
  for (;;) {
    try {
      return await ask(id, signal, tell, onAnswer);
    } catch (error) {
      signal.throwIfAborted();
      const contact = lackOfContact(failureFacts(error).code, hasAnswered);
      if (contact === null) throw error;
      tell({ contact });
      await backoff.wait(signal);
    }
  }
}

/** Makes sure that the relay has the request and its own padlock, and asks it until something comes. */
async function ask(
  id: RequestId,
  signal: AbortSignal,
  tell: Tell,
  onAnswer: () => void,
): Promise<Uint8Array> {
  const client = await relay();
  const request = await cryptoWorker().requestForRelay(id);
  if ((await find(id))?.stage === "making") {
    const { expiresAt } = await client.create(request, { signal });
    await cryptoWorker().confirmRequest(id, Date.parse(expiresAt));
    tell({ request: await find(id) });
  }
  await client.status(id, { signal });
  onAnswer();
  for (;;) {
    const delivery = await client.collect(id, request.claimToken, { signal });
    onAnswer();
    if (delivery !== null) return delivery;
  }
}

/** Milliseconds in which another tab, which tells the relay first, has surely told this browser. */
const TOLD_AFTER = 1000;

/** What a failure that does not pass says of a request. It may have ended meanwhile in another tab. */
async function whatItMeans(
  id: RequestId,
  failure: FailureFacts,
): Promise<Partial<SelectedRequestState>> {
  if (failure.code === "request-unknown") await pause(TOLD_AFTER);
  const request = await find(id).catch(() => undefined);
  if (request === undefined) return { failure };
  if (request === null || hasEnded(request)) return { request };
  switch (failure.code) {
    case "already-received":
      return { request: await end(id, "received") };
    case "request-unknown":
      return isOver(request) ? { request: await end(id, "expired") } : { problem: "gone" };
    case "request-altered":
      return { problem: "altered" };
    default:
      return { failure };
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function end(id: RequestId, how: RequestEnd): Promise<KeptRequest | null> {
  await cryptoWorker().endRequest(id, how);
  return find(id);
}

/** Looks whether another tab has ended it; for when somebody comes back to this one. */
export async function recheckRequest(): Promise<void> {
  const { id, request: before } = selectedRequest.get();
  if (id === null || before === undefined) return;
  const { signal } = stop;
  const request = await find(id).catch(() => undefined);
  if (request === undefined || signal.aborted) return;
  if (request === null || hasEnded(request)) stop.abort();
  // What is open on the screen stays there, until it is left.
  selectedRequest.set({ request });
}

/** Failures of this device, which say nothing of what has come. */
const OWN: readonly string[] = [
  ...["unexpected", "worker-stopped", "storage-full", "storage-refused", "too-large-for-memory"],
  ...["cancelled", "key-gone"],
];

/** Opens what has come. */
export async function openDelivery(): Promise<void> {
  const { id, delivery } = selectedRequest.get();
  if (id === null || delivery === null) return;
  selectedRequest.set({ problem: null });
  await deliverySession.job.run(async (watch) => {
    const opened = await cryptoWorker().openDelivery(id, delivery, watch);
    if (selectedRequest.get().id === id) selectedRequest.set({ isForAnother: opened.isForAnother });
    return opened;
  });
  const { failure } = deliverySession.job.store.get();
  if (failure !== null && !OWN.includes(failure.code) && selectedRequest.get().id === id) {
    selectedRequest.set({ problem: "unopened" });
  }
}

/** The person has saved what came: it is erased at the relay, and with it the key that opens it. */
export async function acknowledgeDelivery(): Promise<void> {
  await act("erase", async (id, client, claimToken) => {
    await client.acknowledge(id, claimToken);
    return "received";
  });
}

/** Ends a request for which nothing is wanted any more. */
export async function cancelRequest(): Promise<void> {
  const isMade = selectedRequest.get().request?.stage !== "making";
  await act("cancel", async (id, client, claimToken) => {
    const cancelling = client.cancel(id, claimToken);
    // Nobody has a link that has not been shown: nothing can come, whether the relay hears of it or not.
    if (isMade) await cancelling;
    else cancelling.catch(() => undefined);
    return "cancelled";
  });
}

async function act(
  action: "erase" | "cancel",
  call: (id: RequestId, client: RelayClient, claimToken: string) => Promise<RequestEnd>,
): Promise<void> {
  const { id, action: busyWith } = selectedRequest.get();
  if (id === null || busyWith !== null) return;
  selectedRequest.set({ action, actionFailure: null, isConfirmingCancel: false });
  // Whoever waits need not hear from the relay that there is nothing to wait for.
  stop.abort();
  const tell: Tell = (change) => {
    if (selectedRequest.get().id === id) selectedRequest.set(change);
  };
  try {
    const request = await endWith(id, call);
    if (selectedRequest.get().id === id) deliverySession.wipe();
    tell({ request, delivery: null, problem: null, failure: null });
  } catch (error) {
    tell({ actionFailure: failureFacts(error) });
    if (selectedRequest.get().id === id && selectedRequest.get().delivery === null) begin(id);
  } finally {
    tell({ action: null });
  }
}

async function endWith(
  id: RequestId,
  call: (id: RequestId, client: RelayClient, claimToken: string) => Promise<RequestEnd>,
): Promise<KeptRequest | null> {
  const known = await find(id);
  // Another tab was faster.
  if (known === null || hasEnded(known)) return known;
  const { claimToken } = await cryptoWorker().requestForRelay(id);
  try {
    return await end(id, await call(id, await relay(), claimToken));
  } catch (error) {
    // Its time was over meanwhile, or it was erased before: nothing of it is left there.
    const { code } = failureFacts(error);
    if (code === "request-unknown") return end(id, isOver(known) ? "expired" : "received");
    throw error;
  }
}
