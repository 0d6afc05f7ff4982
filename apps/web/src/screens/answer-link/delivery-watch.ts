import type { SentStatus } from "@pct/exchange/sent-answer";

import { relay } from "../../relay/relay";
import { loadSentAnswer } from "../../relay/sent-answer";
import { wakeOnReturn } from "../../state/wake-on-return";
import { answerState, forgetSentDraft, reopenAnswer } from "./answer-state";
import type { SentAnswer } from "./answer-state";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Delay until the next poll: short while the sender probably waits for the recipient. */
function pollDelayMs(elapsedMs: number): number {
  if (elapsedMs < MINUTE_MS) return 3 * SECOND_MS;
  return elapsedMs < 10 * MINUTE_MS ? 10 * SECOND_MS : MINUTE_MS;
}

/** Polls the relay about a sent answer until it's received or has ended, or `signal` aborts. */
export async function watchDelivery(id: string, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now();
  const isStopped = (): boolean => signal.aborted;
  while (pendingAnswer() !== null && !isStopped()) {
    await untilNextPoll(pollDelayMs(Date.now() - startedAt), signal);
    if (isStopped()) return;
    await checkDelivery(id, signal);
  }
}

/** Asks the relay once, and shows what has changed. */
export async function checkDelivery(id: string, signal: AbortSignal): Promise<void> {
  const before = pendingAnswer();
  if (before === null) return;
  const change = await poll(id, before, signal);
  // It may have been withdrawn meanwhile.
  const sent = pendingAnswer();
  if (sent === null || signal.aborted) return;
  if (change === "withdrawn") {
    await reopenAnswer(false);
    return;
  }
  answerState.set({ stage: { name: "sent", sent: { ...sent, ...change } } });
  if (pendingAnswer() === null) forgetSentDraft();
}

function pendingAnswer(): SentAnswer | null {
  const { stage } = answerState.get();
  if (stage.name !== "sent") return null;
  const { receivedAt, end } = stage.sent;
  return receivedAt === null && end === null ? stage.sent : null;
}

async function poll(
  id: string,
  { expiresAt, tokens }: SentAnswer,
  signal: AbortSignal,
): Promise<Partial<SentAnswer> | "withdrawn"> {
  try {
    const { sentStatus } = await loadSentAnswer();
    const sent = { id, expiresAt, receipt: tokens?.receipt ?? null };
    return changeFor(await sentStatus(await relay(), sent, { signal }));
  } catch {
    // A part could not be loaded; the next poll tries again.
    return { isUnreachable: true };
  }
}

function changeFor({ status, opening, receivedAt }: SentStatus): Partial<SentAnswer> | "withdrawn" {
  switch (status) {
    case "open":
      return "withdrawn";
    case "delivered":
      return { isUnreachable: false };
    case "received":
      return { isUnreachable: false, opening, receivedAt: receivedAt ?? Date.now() };
    case "unknown":
      return { isUnreachable: false, end: "cancelled" };
    case "cancelled":
    case "expired":
    case "altered":
      return { isUnreachable: false, end: status };
    case "unreachable":
      return { isUnreachable: true };
  }
}

/** Waits while the page is hidden; ends early when it's shown again or the device is online again. */
async function untilNextPoll(delayMs: number, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      resolve();
    };
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") wake();
    }, delayMs);
    ended.signal.addEventListener("abort", () => {
      clearTimeout(timer);
    });
    signal.addEventListener("abort", wake, { signal: ended.signal });
    wakeOnReturn(wake, ended.signal);
  });
  ended.abort();
}
