import type { RequestLink } from "@pct/delivery/link";
import type { VerifiedRequest } from "@pct/delivery/relay-client";
import { serviceInLabel } from "@pct/delivery/service";
import { AnswerDelivery } from "@pct/exchange/deliver-answer";
import { classifyRelayError } from "@pct/exchange/request-status";
import type { Opening, SenderTokens } from "@pct/exchange/sent-answer";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { RequestKeyInfo } from "../../crypto/interface/answers";
import { linkPath } from "../../i18n/paths";
import { readLink } from "../../relay/read-link";
import { relay } from "../../relay/relay";
import { loadSentAnswer } from "../../relay/sent-answer";
import { Job } from "../../state/job";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { Draft } from "../compose/draft";
import type { DraftState } from "../compose/draft";
import { KeptDraft } from "../compose/kept-draft";
import { answerContent } from "./answer-content";
import {
  closeSentRecord,
  dropSentRecord,
  eraseSentRecord,
  keepSentRecord,
  openSentRecord,
} from "./sent-record";
import type { SentRecord } from "./sent-record";

/** An open request whose key belongs to the link and is safe to encrypt to. */
export interface AnswerableRequest {
  readonly request: VerifiedRequest;
  readonly key: RequestKeyInfo;
}

/** An answer that was sent from this browser. */
export interface SentAnswer {
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** `null` where this browser stores nothing and the page was loaded again: no proof, no withdrawal. */
  readonly tokens: SenderTokens | null;
  /** Whether they are stored, so that a later visit finds them. */
  readonly isKept: boolean;
  /** By the relay's clock, or else when this page learned of it; in milliseconds since 1970. */
  readonly receivedAt: number | null;
  /** What the relay's word is worth; `null` until the answer is received. */
  readonly opening: Opening | null;
  /** How it ended without being received. */
  readonly end: "expired" | "cancelled" | "altered" | null;
  /** Whether the delivered answer is an earlier try, from before the draft was changed. */
  readonly isEarlier: boolean;
  /** Whether the tab that sent it ended before the relay confirmed it. */
  readonly isUnconfirmed: boolean;
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
  /** Whether the person has just withdrawn an answer, and sees the form again. */
  readonly hasWithdrawn: boolean;
  readonly stage: Stage;
  /** The step of the form on a narrow screen; a wide one shows both. */
  readonly step: "content" | "words";
  /** Whether the person says that the words are the same; counts where the server requires it. */
  readonly areWordsCompared: boolean;
}

export const answerState = createStore<AnswerState>({
  address: null,
  link: null,
  isOwn: false,
  hasWithdrawn: false,
  stage: { name: "loading" },
  step: "content",
  areWordsCompared: false,
});
export const answerDraft = new Draft();
/** Survives a reload of this tab, until the answer is sent. */
export const keptAnswer = new KeptDraft(answerDraft);
export const answerJob = new Job<null>();
/** The tries to send one answer, with the ciphertext of earlier ones. */
let sending: {
  readonly tokens: SenderTokens;
  readonly delivery: AnswerDelivery<DraftState>;
} | null = null;
/** What was sent, for as long as it may be withdrawn and corrected in this tab. */
let sentDraft: DraftState | null = null;
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
  if (stage.name === "open" && !signal.aborted) void keptAnswer.open(stage.open.request.id);
}

async function fetchStage(signal: AbortSignal): Promise<Stage> {
  const { path, fragment } = answerState.get().address ?? { path: "", fragment: "" };
  const link = await readLink(location.origin + path + fragment);
  signal.throwIfAborted();
  answerState.set({ link });
  void checkWhetherOwn(link.id, signal);
  const client = await relay();
  const request = await client.status(link.id, { signal });
  signal.throwIfAborted();
  const reading = openSentRecord(request);
  if (request.state === "open") {
    takeService(link);
    const key = await cryptoWorker().readRequest(request);
    // It was withdrawn in another tab, and must not make the next sender's answer look like this one's.
    if ((await reading)?.isConfirmed === true) await eraseSentRecord();
    return { name: "open", open: { request, key } };
  }
  const record = await reading;
  const sentAt = record?.sentAt ?? rememberedSentAt();
  if (sentAt === null) {
    return { name: "problem", problem: request.state === "delivered" ? "taken" : "over" };
  }
  const sent = record === null ? newlySent(request, { sentAt }) : recordedSent(request, record);
  return { name: "sent", sent: { ...sent, ...(await receptionOf(request, record)) } };
}

/** What a request says about the answer that was sent. */
async function receptionOf(
  { state, receipt, receivedAt }: VerifiedRequest,
  record: SentRecord | null,
): Promise<Pick<SentAnswer, "receivedAt" | "opening">> {
  if (state !== "received") return { receivedAt: null, opening: null };
  const { openingOf } = await loadSentAnswer();
  return {
    receivedAt: receivedAt === undefined ? Date.now() : Date.parse(receivedAt),
    opening: openingOf(record?.receipt ?? null, receipt),
  };
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

/** Goes on to the six words. Returns `false` if the draft can't be sent. */
export function confirmContent(): boolean {
  const isReady = answerDraft.isReady();
  if (isReady) answerState.set({ step: "words" });
  return isReady;
}

/** Takes the service from what the link says it is for, if it names one. */
function takeService({ for: label }: RequestLink): void {
  const service = label === null ? null : serviceInLabel(label);
  if (service !== null && answerDraft.store.get().credential.service === "") {
    answerDraft.chooseService(service);
  }
}

/** Encrypts and sends the draft, and keeps it until it's delivered. Returns `false` if it can't be sent. */
export function sendAnswer({ request }: AnswerableRequest): boolean {
  if (!answerDraft.isReady()) {
    answerState.set({ step: "content" });
    return false;
  }
  void answerJob.run(async ({ signal }) => {
    sending ??= await newSending(request);
    const { tokens, delivery } = sending;
    const draft = answerDraft.store.get();
    const eraseKept = keptAnswer.eraser();
    const record = { ...tokens, sentAt: Date.now(), isEarlier: false, isConfirmed: false };
    // Before the delivery, so that none is at the relay without its tokens.
    await keepSentRecord(request, record);
    const { isEarlier } = await delivery.deliver(draft).catch(async (error: unknown) => {
      if (isRefusal(error)) await dropSentRecord(request, record);
      throw error;
    });
    const confirmed = { ...record, isEarlier, isConfirmed: true };
    const isKept = await keepSentRecord(request, confirmed);
    // The person has left the screen.
    if (signal.aborted) {
      closeSentRecord();
      await eraseKept();
      return null;
    }
    const sent = { ...recordedSent(request, confirmed), isKept };
    history.replaceState(historyEntry(sent), "");
    answerState.set({ stage: { name: "sent", sent }, hasWithdrawn: false });
    sentDraft = draft;
    void keptAnswer.erase();
    answerDraft.reset();
    sending = null;
    return null;
  });
  return true;
}

async function newSending(request: VerifiedRequest): Promise<NonNullable<typeof sending>> {
  const { newSenderTokens } = await loadSentAnswer();
  const tokens = newSenderTokens();
  const delivery = new AnswerDelivery<DraftState>({
    id: request.id,
    connect: relay,
    encrypt: (draft) => cryptoWorker().encryptAnswer(request, answerContent(draft), tokens.receipt),
    withdrawToken: tokens.withdrawToken,
  });
  return { tokens, delivery };
}

/** Whether an answer has surely not arrived. */
function isRefusal(error: unknown): boolean {
  const { code } = failureFacts(error);
  return code !== "delivery-uncertain" && classifyRelayError(code, { hasAnswered: true }) === null;
}

/**
 * Shows the form again for an answer that is no longer at the relay, with what was typed in this tab.
 *
 * @param hasWithdrawn - Whether the person has withdrawn it here.
 */
export async function reopenAnswer(hasWithdrawn: boolean): Promise<void> {
  await eraseSentRecord();
  // A reload must not take the next sender's answer for this one.
  history.replaceState(null, "");
  if (sentDraft !== null) answerDraft.store.set(sentDraft);
  sentDraft = null;
  answerState.set({ hasWithdrawn, step: "content" });
  await loadRequest();
}

/** Forgets what was typed, once it can't be withdrawn any more. */
export function forgetSentDraft(): void {
  sentDraft = null;
}

function newlySent(
  { expiresAt }: VerifiedRequest,
  { sentAt }: Pick<SentAnswer, "sentAt">,
): SentAnswer {
  const nothing = { tokens: null, receivedAt: null, opening: null, end: null } as const;
  const flags = { isKept: false, isEarlier: false, isUnconfirmed: false, isUnreachable: false };
  return { sentAt, expiresAt, ...nothing, ...flags };
}

function recordedSent(request: VerifiedRequest, record: SentRecord): SentAnswer {
  const { receipt, withdrawToken, isEarlier, isConfirmed } = record;
  const tokens = { receipt, withdrawToken };
  const sent = newlySent(request, record);
  return { ...sent, tokens, isKept: true, isEarlier, isUnconfirmed: !isConfirmed };
}

/** State of this tab's history entry, so that a reload knows that the answer was sent from here. */
function historyEntry({ sentAt }: SentAnswer): object {
  return { sentAt };
}

function rememberedSentAt(): number | null {
  const { sentAt } = (history.state ?? {}) as { sentAt?: unknown };
  return typeof sentAt === "number" ? sentAt : null;
}

/** Erases the draft and everything else. What this browser keeps for a reload stays. */
export function wipeAnswer(): void {
  loading.abort();
  keptAnswer.close();
  answerJob.reset();
  closeSentRecord();
  sending = null;
  sentDraft = null;
  answerDraft.reset();
  answerState.reset();
}
