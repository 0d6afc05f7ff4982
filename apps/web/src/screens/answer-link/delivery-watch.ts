import type { RequestStatus } from "@pct/exchange/request-status";

import { relay } from "../../relay/relay";
import { wakeOnReturn } from "../../state/wake-on-return";
import { answerState } from "./answer-state";
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
    const sent = pendingAnswer();
    if (sent === null || isStopped()) return;
    const change = await poll(id, sent, signal);
    answerState.set({ stage: { name: "sent", sent: { ...sent, ...change } } }, signal);
  }
}

function pendingAnswer(): SentAnswer | null {
  const { stage } = answerState.get();
  if (stage.name !== "sent") return null;
  const { receivedAt, end } = stage.sent;
  return receivedAt === null && end === null ? stage.sent : null;
}

async function poll(
  id: string,
  { expiresAt }: SentAnswer,
  signal: AbortSignal,
): Promise<Partial<SentAnswer>> {
  try {
    // Loaded here, because the page for a link shows the form first.
    const { requestStatus } = await import("@pct/exchange/request-status");
    return changeFor(await requestStatus(await relay(), { id, expiresAt }, { signal }));
  } catch {
    // A part could not be loaded; the next poll tries again.
    return { isUnreachable: true };
  }
}

function changeFor(status: RequestStatus): Partial<SentAnswer> {
  switch (status) {
    case "open":
    case "delivered":
      return { isUnreachable: false };
    case "received":
      return { isUnreachable: false, receivedAt: Date.now() };
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
