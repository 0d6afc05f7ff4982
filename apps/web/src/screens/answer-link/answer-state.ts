import type { RequestLink, VerifiedRequest } from "@pct/delivery";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { RequestKeyInfo } from "../../crypto/interface/answers";
import { readLink } from "../../relay/link";
import { relay } from "../../relay/relay";
import { Drafting } from "../compose/draft";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";
import { linkPath } from "../../i18n/paths";
import { Delivering } from "./delivery";

/** What the sender's side of a link knows, and what becomes of the answer. */

/** A request that waits for its answer; its key was found to be the link's, and fit to be used. */
export interface OpenRequest {
  readonly request: VerifiedRequest;
  readonly padlock: RequestKeyInfo;
}

/** An answer that was sent from this page. */
export interface Sent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** When this page saw it, in milliseconds since 1970. */
  readonly receivedAt: number | null;
  /** How it ended otherwise. */
  readonly end: "expired" | "cancelled" | "altered" | null;
  /** What arrived was sent by an earlier try, before something was changed. */
  readonly isEarlier: boolean;
  /** Whether the server was not there when it was asked last. */
  readonly isUnreachable: boolean;
}

/** How a link may be found that is not to be answered, or not any more. */
export type End = "damaged" | "unknown" | "taken" | "over" | "altered" | "noRelay";

export type Stage =
  | { readonly name: "looking" }
  | { readonly name: "open"; readonly open: OpenRequest }
  | { readonly name: "sent"; readonly sent: Sent }
  | { readonly name: "end"; readonly end: End }
  /** Its key is one that others can open, or none at all. */
  | { readonly name: "unsafe"; readonly failure: FailureFacts }
  /** It may work the next time. */
  | { readonly name: "failed"; readonly failure: FailureFacts };

/** What a link has after its host: `/s/ID`, and the fragment with its labels. */
interface Place {
  readonly path: string;
  readonly fragment: string;
}

interface Answering {
  /** `null` until the address was read. */
  readonly place: Place | null;
  readonly link: RequestLink | null;
  /** Whether the request was made in this browser. */
  readonly isOwn: boolean;
  readonly stage: Stage;
}

export const answering = createStore<Answering>({
  place: null,
  link: null,
  isOwn: false,
  stage: { name: "looking" },
});
export const drafting = new Drafting();
export const sending = new Work<null>();
const delivering = new Delivering();
let looking = new AbortController();

/** How a fragment begins that is a link's own. */
const LABELS = /^#(?:for|from)=/;

/** Reads the address: when the screen is there, and when it is changed under it. */
export function arrive(): void {
  const { place } = answering.get();
  const path = linkPath(location.pathname);
  const isSame = place !== null && (path === null || path === place.path);
  if (isSame && !LABELS.test(location.hash)) {
    putBack(place);
  } else if (!isSame || location.hash !== place.fragment) {
    // What was typed for one link is not for another.
    if (!isSame) wipeAnswering();
    answering.set({ place: { path: path ?? "/s/", fragment: location.hash } });
    void look();
  }
}

/**
 * A change of language leads to the page without a link, and the way past the navigation to a place on
 * it: neither is for whoever reloads.
 */
function putBack({ path, fragment }: Place): void {
  const [, language = ""] = location.pathname.split("/");
  const isWithoutLink = linkPath(location.pathname) === null;
  const address = (isWithoutLink ? `/${language}${path}` : location.pathname) + fragment;
  if (address === location.pathname + location.hash) return;
  const { stage } = answering.get();
  history.replaceState(stage.name === "sent" ? markOf(stage.sent) : null, "", address);
}

/** Asks what there is to know of the link, now or once more. */
export async function look(): Promise<void> {
  looking.abort();
  looking = new AbortController();
  const { signal } = looking;
  answering.set({ stage: { name: "looking" } });
  const stage = await find(signal).catch((error: unknown) => stageOf(failureFacts(error)));
  if (!signal.aborted) answering.set({ stage });
}

async function find(signal: AbortSignal): Promise<Stage> {
  const { path, fragment } = answering.get().place ?? { path: "", fragment: "" };
  const link = await readLink(location.origin + path + fragment);
  if (signal.aborted) throw signal.reason;
  answering.set({ link });
  void findWhetherOwn(link.id, signal);
  const client = await relay();
  const request = await client.status(link.id, { signal });
  const at = rememberedSending();
  if (request.state === "open") {
    return { name: "open", open: { request, padlock: await cryptoWorker().readRequest(request) } };
  }
  if (at === null) return { name: "end", end: request.state === "delivered" ? "taken" : "over" };
  const sent = newlySent(request, { at });
  const receivedAt = request.state === "received" ? Date.now() : null;
  return { name: "sent", sent: { ...sent, receivedAt } };
}

async function findWhetherOwn(id: string, signal: AbortSignal): Promise<void> {
  const requests = await cryptoWorker()
    .keptRequests()
    // A browser that keeps nothing has made none.
    .catch(() => []);
  if (!signal.aborted) answering.set({ isOwn: requests.some((request) => request.id === id) });
}

function stageOf(failure: FailureFacts): Stage {
  switch (failure.code) {
    case "link-malformed":
    case "request-id-malformed":
      return { name: "end", end: "damaged" };
    case "request-unknown":
      return { name: "end", end: "unknown" };
    case "request-altered":
      return { name: "end", end: "altered" };
    case "relay-answer-invalid":
      return { name: "end", end: "noRelay" };
    default:
      return failure.code.startsWith("key-")
        ? { name: "unsafe", failure }
        : { name: "failed", failure };
  }
}

/** Locks what was typed and sends it; `false` where nothing was typed. It stays until it has arrived. */
export function send({ request }: OpenRequest): boolean {
  if (!drafting.isReady()) return false;
  void sending.run(async () => {
    const { isEarlier } = await delivering.deliver(request, drafting.store.get());
    const sent = newlySent(request, { at: Date.now(), isEarlier });
    history.replaceState(markOf(sent), "");
    answering.set({ stage: { name: "sent", sent } });
    drafting.reset();
    delivering.reset();
    return null;
  });
  return true;
}

function newlySent(
  { expiresAt }: VerifiedRequest,
  { at, isEarlier = false }: Pick<Sent, "at"> & Partial<Sent>,
): Sent {
  return { at, expiresAt, isEarlier, receivedAt: null, end: null, isUnreachable: false };
}

/** Kept in this entry of the tab's history, and nowhere else: what a reload says depends on it. */
function markOf({ at }: Sent): object {
  return { sentAt: at };
}

function rememberedSending(): number | null {
  const { sentAt } = (history.state ?? {}) as { sentAt?: unknown };
  return typeof sentAt === "number" ? sentAt : null;
}

/** Forgets what was typed, and everything else. */
export function wipeAnswering(): void {
  looking.abort();
  sending.reset();
  delivering.reset();
  drafting.reset();
  answering.reset();
}
