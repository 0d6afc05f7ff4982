import { requestStatus } from "@pct/exchange/request-status";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptRequest, RequestId } from "../../crypto/interface/requests";
import { countArrived } from "../../relay/app-badge";
import { hasRelay, relay } from "../../relay/relay";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { requestDraft, hasPassword } from "../opened-credential/progress";
import { findMissingFeature } from "../shell/platform";
import { checkClaimedEnd, isClaimedEnd } from "./claimed-end";
import { hasEnded, listedStatus } from "./request-status";
import type { ListedStatus } from "./request-status";
import { selectRequest } from "./selected-id";
import { selectedRequest, showRequest } from "./selected-request-state";

/** Choices for how long a link waits, in seconds; the relay takes 5 minutes to 30 days. */
export const EXPIRIES = {
  "1h": 3600,
  "1d": 86_400,
  "3d": 259_200,
  "7d": 604_800,
  "30d": 2_592_000,
};

export type Expiry = keyof typeof EXPIRIES;

interface RequestListState {
  /** The form for a new request. */
  readonly for: string;
  readonly from: string;
  readonly expiry: Expiry;
  /** Milliseconds since 1970; `null` until the page is hydrated. */
  readonly now: number | null;
  /** Why no request can be made here. */
  readonly unavailable: "relay" | "storage" | null;
  /** Requests in this browser; `null` until they're loaded. */
  readonly requests: readonly KeptRequest[] | null;
  /** What the relay says about the requests that have not ended. */
  readonly statuses: Readonly<Record<RequestId, ListedStatus>>;
  readonly isCreating: boolean;
  readonly failure: FailureFacts | null;
}

export const requestList = createStore<RequestListState>({
  for: "",
  from: "",
  expiry: "1d",
  now: null,
  unavailable: null,
  requests: null,
  statuses: {},
  isCreating: false,
  failure: null,
});

/** Restarts when the person leaves. */
const visit = new Latest();

export function wipeRequestList(): void {
  visit.restart();
  requestList.reset();
}

/** Checks whether requests can be made here, and prepares one: the person will need it. */
export function startRequestList(): void {
  const { signal } = visit;
  requestList.set({ now: Date.now() });
  void hasRelay().then((isThere) => {
    if (isThere === false) requestList.set({ unavailable: "relay" }, signal);
  });
  void findMissingFeature().then((missing) => {
    // The shell shows a notice about the other features.
    if (missing === "storage" || missing === "full") {
      requestList.set({ unavailable: "storage" }, signal);
    }
  });
  void cryptoWorker().prepareRequest();
}

/** Loads this browser's requests, and asks the relay for the status of each open one. */
export async function refreshList(): Promise<void> {
  const { signal } = visit;
  // A browser that refuses storage has no requests; the screen already says so.
  const requests = await cryptoWorker()
    .keptRequests()
    .catch(() => []);
  requestList.set({ requests, now: Date.now() }, signal);
  if (signal.aborted) return;
  const open = requests.filter(({ stage }) => stage === "waiting");
  await Promise.all(open.map((request) => refreshStatus(request, signal)));
}

async function refreshStatus(request: KeptRequest, signal: AbortSignal): Promise<void> {
  const { status, request: current } = await fetchStatus(request);
  const { statuses, requests } = requestList.get();
  requestList.set(
    {
      statuses: { ...statuses, [request.id]: status },
      requests: (requests ?? []).map((each) => (each.id === request.id ? current : each)),
    },
    signal,
  );
  if (!signal.aborted) countArrived(request.id, status === "arrived");
}

async function fetchStatus(
  request: KeptRequest,
): Promise<{ readonly status: ListedStatus; readonly request: KeptRequest }> {
  try {
    const status = await requestStatus(await relay(), request);
    if (!isClaimedEnd(status)) return { status: listedStatus(status), request };
    const { request: current, claim } = await checkClaimedEnd(request.id, status);
    return { status: claim ?? listedStatus(status), request: current ?? request };
  } catch {
    // The relay's client could not be loaded, or the end could not be stored.
    return { status: "unreachable", request };
  }
}

/** How long the form stays while the relay is told, in milliseconds: it mostly takes less. */
const FORM_STAYS_MS = 1500;

/** Creates a request and navigates to it. That view shows whether the relay accepted it. */
export async function createRequest(): Promise<void> {
  const { isCreating, expiry, for: what, from } = requestList.get();
  if (isCreating) return;
  const { signal } = visit;
  requestList.set({ isCreating: true, failure: null });
  try {
    const form = { for: what, from, expiresIn: EXPIRIES[expiry] };
    const { id } = await cryptoWorker().makeRequest(form);
    signal.throwIfAborted();
    // Not awaited: some browsers ask the person for permission.
    void navigator.storage.persist().catch(() => false);
    showRequest(id);
    await Promise.race([relayAnswered(id), delay(FORM_STAYS_MS)]);
    signal.throwIfAborted();
    selectRequest(id);
    requestList.set({ for: "", from: "", isCreating: false });
  } catch (error) {
    requestList.set({ isCreating: false, failure: failureFacts(error) }, signal);
  }
}

/** Resolves when the relay has answered about a request, or the call has failed. */
async function relayAnswered(id: RequestId): Promise<void> {
  await new Promise<void>((resolve) => {
    const unsubscribe = selectedRequest.subscribe(() => {
      const { id: shown, contact, problem, failure } = selectedRequest.get();
      if (shown === id && contact === "trying" && problem === null && failure === null) return;
      unsubscribe();
      resolve();
    });
  });
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Removes a request from this browser, with its key. Shows one with a password that was made there
 * instead: the person erases that first.
 */
export async function forgetRequest(id: RequestId): Promise<void> {
  const { signal } = visit;
  if (await hasMadePassword(id)) {
    selectRequest(id);
    return;
  }
  await cryptoWorker()
    .forgetRequest(id)
    .catch(() => undefined);
  await cryptoWorker()
    .eraseDraft(requestDraft(id))
    .catch(() => undefined);
  if (!signal.aborted) await refreshList();
}

async function hasMadePassword(id: RequestId): Promise<boolean> {
  const draft = await cryptoWorker()
    .readDraft(requestDraft(id))
    .catch(() => null);
  return hasPassword(draft?.value);
}

/** The status of a request, as far as it's known. */
export function statusOf(
  statuses: Readonly<Record<RequestId, ListedStatus>>,
  request: KeptRequest,
): ListedStatus {
  if (request.stage !== "waiting" || hasEnded(request)) return request.stage;
  return statuses[request.id] ?? "waiting";
}
