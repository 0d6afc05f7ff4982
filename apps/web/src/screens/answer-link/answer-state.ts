import type { RequestLink } from "@pct/delivery/link";
import type { VerifiedRequest } from "@pct/delivery/relay-client";
import { AnswerDelivery } from "@pct/exchange/deliver-answer";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { RequestKeyInfo } from "../../crypto/interface/answers";
import { linkPath } from "../../i18n/paths";
import { readLink } from "../../relay/read-link";
import { relay } from "../../relay/relay";
import { Job } from "../../state/job";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { Draft } from "../compose/draft";
import type { DraftState } from "../compose/draft";
import { answerContent } from "./answer-content";

/** An open request whose key belongs to the link and is safe to encrypt to. */
export interface AnswerableRequest {
  readonly request: VerifiedRequest;
  readonly key: RequestKeyInfo;
}

/** An answer that was sent from this page. */
export interface SentAnswer {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** When this page learned of it, in milliseconds since 1970. */
  readonly receivedAt: number | null;
  /** How it ended without being received. */
  readonly end: "expired" | "cancelled" | "altered" | null;
  /** Whether the delivered answer is an earlier try, from before the draft was changed. */
  readonly isEarlier: boolean;
  /** Whether the last call to the relay failed. */
  readonly isUnreachable: boolean;
}

/** Why a link can't be answered, for good. */
export type LinkProblem =
  "damaged" | "cancelled" | "expired" | "unknown" | "taken" | "over" | "altered" | "noRelay";

export type Stage =
  | { readonly name: "loading" }
  | { readonly name: "open"; readonly open: AnswerableRequest }
  | { readonly name: "sent"; readonly sent: SentAnswer }
  | { readonly name: "problem"; readonly problem: LinkProblem }
  /** The link's key is weak or invalid. */
  | { readonly name: "unsafe"; readonly failure: FailureFacts }
  /** The request could not be loaded; trying again may help. */
  | { readonly name: "failed"; readonly failure: FailureFacts };

/** What a link has after its host: `/s/ID`, and the fragment with its labels. */
interface LinkAddress {
  readonly path: string;
  readonly fragment: string;
}

interface AnswerState {
  /** `null` until the address bar was read. */
  readonly address: LinkAddress | null;
  readonly link: RequestLink | null;
  /** Whether the request was made in this browser. */
  readonly isOwn: boolean;
  readonly stage: Stage;
}

export const answerState = createStore<AnswerState>({
  address: null,
  link: null,
  isOwn: false,
  stage: { name: "loading" },
});
export const answerDraft = new Draft();
export const answerJob = new Job<null>();
/** Keeps the ciphertext of earlier tries. One for each link. */
let delivery: AnswerDelivery<DraftState> | null = null;
const loading = new Latest();

/** The start of a request link's fragment. */
const LABELS = /^#(?:for|from)=/;

/** Reads the address bar: when the screen is mounted, and when the address changes. */
export function readAddress(): void {
  const { address } = answerState.get();
  const path = linkPath(location.pathname);
  const isSameLink = address !== null && (path === null || path === address.path);
  if (isSameLink && !LABELS.test(location.hash)) {
    restoreAddress(address);
  } else if (!isSameLink || location.hash !== address.fragment) {
    // A draft for one link must not be sent to another.
    if (!isSameLink) wipeAnswer();
    answerState.set({ address: { path: path ?? "/s/", fragment: location.hash } });
    void loadRequest();
  }
}

/**
 * Puts the link's address back, so that a reload finds it: a change of language navigates to the page
 * without the link's ID, and the skip link replaces the fragment.
 */
function restoreAddress({ path, fragment }: LinkAddress): void {
  const [, language = ""] = location.pathname.split("/");
  const isWithoutLink = linkPath(location.pathname) === null;
  const address = (isWithoutLink ? `/${language}${path}` : location.pathname) + fragment;
  if (address === location.pathname + location.hash) return;
  const { stage } = answerState.get();
  history.replaceState(stage.name === "sent" ? historyEntry(stage.sent) : null, "", address);
}

/** Loads the request of the link, again after a failure. */
export async function loadRequest(): Promise<void> {
  const signal = loading.restart();
  answerState.set({ stage: { name: "loading" } });
  const stage = await fetchStage(signal).catch((error: unknown) => stageOf(failureFacts(error)));
  answerState.set({ stage }, signal);
}

async function fetchStage(signal: AbortSignal): Promise<Stage> {
  const { path, fragment } = answerState.get().address ?? { path: "", fragment: "" };
  const link = await readLink(location.origin + path + fragment);
  signal.throwIfAborted();
  answerState.set({ link });
  void checkWhetherOwn(link.id, signal);
  const client = await relay();
  const request = await client.status(link.id, { signal });
  if (request.state === "open") {
    return { name: "open", open: { request, key: await cryptoWorker().readRequest(request) } };
  }
  const sentAt = rememberedSentAt();
  if (sentAt === null) {
    return { name: "problem", problem: request.state === "delivered" ? "taken" : "over" };
  }
  const receivedAt = request.state === "received" ? Date.now() : null;
  return { name: "sent", sent: { ...newlySent(request, { sentAt }), receivedAt } };
}

async function checkWhetherOwn(id: string, signal: AbortSignal): Promise<void> {
  const requests = await cryptoWorker()
    .keptRequests()
    // A browser that refuses storage has made no requests.
    .catch(() => []);
  answerState.set({ isOwn: requests.some((request) => request.id === id) }, signal);
}

function stageOf(failure: FailureFacts): Stage {
  switch (failure.code) {
    case "link-malformed":
    case "request-id-malformed":
      return { name: "problem", problem: "damaged" };
    case "request-cancelled":
      return { name: "problem", problem: "cancelled" };
    case "request-expired":
      return { name: "problem", problem: "expired" };
    case "request-unknown":
      return { name: "problem", problem: "unknown" };
    case "request-altered":
      return { name: "problem", problem: "altered" };
    case "relay-answer-invalid":
      return { name: "problem", problem: "noRelay" };
    default:
      return failure.code.startsWith("key-")
        ? { name: "unsafe", failure }
        : { name: "failed", failure };
  }
}

/** Encrypts and sends the draft, and keeps it until it's delivered. Returns `false` if it's empty. */
export function sendAnswer({ request }: AnswerableRequest): boolean {
  if (!answerDraft.isReady()) return false;
  delivery ??= new AnswerDelivery({
    id: request.id,
    connect: relay,
    encrypt: (draft) => cryptoWorker().encryptAnswer(request, answerContent(draft)),
  });
  const tries = delivery;
  void answerJob.run(async () => {
    const { isEarlier } = await tries.deliver(answerDraft.store.get());
    const sent = newlySent(request, { sentAt: Date.now(), isEarlier });
    history.replaceState(historyEntry(sent), "");
    answerState.set({ stage: { name: "sent", sent } });
    answerDraft.reset();
    delivery = null;
    return null;
  });
  return true;
}

function newlySent(
  { expiresAt }: VerifiedRequest,
  { sentAt, isEarlier = false }: Pick<SentAnswer, "sentAt"> & Partial<SentAnswer>,
): SentAnswer {
  return { sentAt, expiresAt, isEarlier, receivedAt: null, end: null, isUnreachable: false };
}

/** State of this tab's history entry, so that a reload knows that the answer was sent from here. */
function historyEntry({ sentAt }: SentAnswer): object {
  return { sentAt };
}

function rememberedSentAt(): number | null {
  const { sentAt } = (history.state ?? {}) as { sentAt?: unknown };
  return typeof sentAt === "number" ? sentAt : null;
}

/** Erases the draft and everything else. */
export function wipeAnswer(): void {
  loading.abort();
  answerJob.reset();
  delivery = null;
  answerDraft.reset();
  answerState.reset();
}
