import type { RequestLink, VerifiedRequest } from "@pct/delivery";

import { cryptoWorker } from "../crypto/client";
import { failureFacts } from "../crypto/failure";
import type { FailureFacts } from "../crypto/failure";
import type { RequestPadlock } from "../crypto/interface";
import { readLink } from "../relay/link";
import { relay } from "../relay/relay";
import { Drafting } from "../send/drafting";
import { createStore } from "../state/store";
import { Work } from "../state/work";
import { linkPath } from "../texts/address";
import { Delivering } from "./delivering";

/** What the sender's side of a link knows, and what becomes of the answer. */

/** A request that waits for its answer; its key was found to be the link's, and fit to be used. */
export interface OpenRequest {
  readonly request: VerifiedRequest;
  readonly padlock: RequestPadlock;
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

interface Answering {
  /** `/s/ID` and the fragment, as the link has them; `null` until the address was read. */
  readonly address: string | null;
  readonly link: RequestLink | null;
  readonly stage: Stage;
}

export const answering = createStore<Answering>({
  address: null,
  link: null,
  stage: { name: "looking" },
});
export const drafting = new Drafting();
export const sending = new Work<null>();
const delivering = new Delivering();
let looking = new AbortController();

/** Reads the address when the screen is there; after a change of language, puts it back. */
export function arrive(): void {
  const { address: known } = answering.get();
  const path = linkPath(location.pathname);
  if (path === null && known !== null) {
    const [, language = ""] = location.pathname.split("/");
    // Without the entry's own mark, a reload would not know what was sent.
    const { stage } = answering.get();
    const mark = stage.name === "sent" ? { sentAt: stage.sent.at } : {};
    history.replaceState(mark, "", `/${language}${known}`);
    return;
  }
  const address = `${path ?? "/s/"}${location.hash}`;
  if (address === known) return;
  // What was typed for one link is not for another.
  if (known !== null && known.split("#")[0] !== path) wipeAnswering();
  answering.set({ address });
  void look();
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
  const link = await readLink(location.origin + (answering.get().address ?? ""));
  if (!signal.aborted) answering.set({ link });
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
    remember(sent);
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

/** In this entry of the tab's history, and nowhere else: what a reload says depends on it. */
function remember({ at }: Sent): void {
  history.replaceState({ sentAt: at }, "");
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
