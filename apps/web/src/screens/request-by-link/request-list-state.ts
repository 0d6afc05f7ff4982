import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptRequest, RequestId } from "../../crypto/interface/requests";
import { hasRelay } from "../../relay/presence";
import { relay } from "../../relay/relay";
import { whatIsMissing } from "../shell/platform";
import { createStore } from "../../state/store";
import { nameRequest } from "./selected-id";
import { follow, following } from "./selected-request-state";
import { hasEnded, isOver } from "./request-status";
import type { Standing } from "./request-status";

/** The form for a new request, and the list of those that there are. */

/** Seconds for which a link may wait; the relay takes 5 minutes to 30 days. */
export const EXPIRIES = {
  "1h": 3600,
  "1d": 86_400,
  "3d": 259_200,
  "7d": 604_800,
  "30d": 2_592_000,
};

export type Expiry = keyof typeof EXPIRIES;

interface AskingState {
  readonly for: string;
  readonly from: string;
  readonly expiry: Expiry;
  /** Milliseconds since 1970; `null` while the page has not come alive. */
  readonly now: number | null;
  /** Why nothing can be asked for here. */
  readonly refused: "relay" | "storage" | null;
  /** `null` until this browser has answered. */
  readonly kept: readonly KeptRequest[] | null;
  /** What the relay has said of those that have not ended. */
  readonly standings: Readonly<Record<RequestId, Standing>>;
  readonly isMaking: boolean;
  readonly failure: FailureFacts | null;
}

export const asking = createStore<AskingState>({
  for: "",
  from: "",
  expiry: "1d",
  now: null,
  refused: null,
  kept: null,
  standings: {},
  isMaking: false,
  failure: null,
});

/** Changes when the person leaves: nobody waits then for what is under way. */
let visit = {};

export function wipeAsking(): void {
  visit = {};
  asking.reset();
}

/** What the page begins with: a key pair, since one will be needed, and whether it can be kept here. */
export function begin(): void {
  const own = visit;
  const tell = (change: Partial<AskingState>): void => {
    if (own === visit) asking.set(change);
  };
  tell({ now: Date.now() });
  void hasRelay().then((isThere) => {
    if (isThere === false) tell({ refused: "relay" });
  });
  void whatIsMissing().then((lack) => {
    // What else a browser may lack, the shell has said above the form.
    if (lack === "storage" || lack === "full") tell({ refused: "storage" });
  });
  void cryptoWorker().newKeyPair();
}

/** Asks this browser for its requests, and the relay how each of them stands. */
export async function look(): Promise<void> {
  const own = visit;
  // A browser that refuses its storage has been found out already.
  const kept = await cryptoWorker()
    .keptRequests()
    .catch(() => []);
  if (own !== visit) return;
  asking.set({ kept, now: Date.now() });
  await Promise.all(
    kept.filter(({ stage }) => stage === "waiting").map((request) => lookAt(request, own)),
  );
}

async function lookAt(request: KeptRequest, own: object): Promise<void> {
  const standing = await standingOf(request);
  if (own !== visit) return;
  const { standings, kept } = asking.get();
  asking.set({
    standings: { ...standings, [request.id]: standing },
    // What the relay has forgotten or erased has ended here, too.
    kept: (kept ?? []).map((each) =>
      each.id === request.id && (standing === "received" || standing === "expired")
        ? { ...each, stage: standing }
        : each,
    ),
  });
}

async function standingOf(request: KeptRequest): Promise<Standing> {
  try {
    const { state } = await (await relay()).status(request.id);
    if (state === "open") return "waiting";
    if (state === "delivered") return "arrived";
    await cryptoWorker().endRequest(request.id, "received");
    return "received";
  } catch (error) {
    const { code } = failureFacts(error);
    if (code === "request-altered") return "altered";
    if (code !== "request-unknown") return "unreachable";
    if (!isOver(request)) return "gone";
    await cryptoWorker().endRequest(request.id, "expired");
    return "expired";
  }
}

/** Milliseconds for which the form stays, while the relay is told: it mostly takes less. */
const SOON = 1500;

/** Makes a request and goes to it. What becomes of it at the relay is said there. */
export async function ask(): Promise<void> {
  const { isMaking, expiry, ...draft } = asking.get();
  if (isMaking) return;
  const own = visit;
  asking.set({ isMaking: true, failure: null });
  try {
    const labels = { for: draft.for, from: draft.from };
    const request = await cryptoWorker().makeRequest({ ...labels, expiresIn: EXPIRIES[expiry] });
    if (own !== visit) return;
    // Asked for, but not waited for: some browsers put a question to the person.
    void navigator.storage.persist().catch(() => false);
    follow(request.id);
    await Promise.race([isMade(request.id), pause(SOON)]);
    if (own !== visit) return;
    nameRequest(request.id);
    asking.set({ for: "", from: "", isMaking: false });
  } catch (error) {
    if (own === visit) asking.set({ isMaking: false, failure: failureFacts(error) });
  }
}

/** Resolves when the relay has answered about a request. */
async function isMade(id: RequestId): Promise<void> {
  await new Promise<void>((resolve) => {
    const unsubscribe = following.subscribe(() => {
      const { id: shown, contact, trouble, failure } = following.get();
      if (shown === id && contact === "trying" && trouble === null && failure === null) return;
      unsubscribe();
      resolve();
    });
  });
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Takes a request out of the list, with whatever is known of it. */
export async function forget(id: RequestId): Promise<void> {
  const own = visit;
  await cryptoWorker()
    .forgetRequest(id)
    .catch(() => undefined);
  if (own === visit) await look();
}

/** How a request stands, as far as is known here. */
export function standingIn(state: AskingState, request: KeptRequest): Standing {
  if (request.stage !== "waiting" || hasEnded(request)) return request.stage;
  return state.standings[request.id] ?? "waiting";
}
