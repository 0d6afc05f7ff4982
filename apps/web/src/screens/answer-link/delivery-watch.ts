import { failureFacts } from "../../crypto/failure";
import { relay } from "../../relay/relay";
import { answerState } from "./answer-state";
import type { SentAnswer } from "./answer-state";

/** What becomes of an answer after it was sent. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Milliseconds between two questions: seldom, once nobody is likely to be waiting beside it. */
function pauseAfter(milliseconds: number): number {
  if (milliseconds < MINUTE) return 3 * SECOND;
  return milliseconds < 10 * MINUTE ? 10 * SECOND : MINUTE;
}

/** Asks until there is nothing more to learn, or the signal says so. */
export async function watchDelivery(id: string, signal: AbortSignal): Promise<void> {
  const since = Date.now();
  const isStopped = (): boolean => signal.aborted;
  while (unsettled() !== null && !isStopped()) {
    await nextLook(pauseAfter(Date.now() - since), signal);
    const before = unsettled();
    if (before === null || isStopped()) return;
    const change = await ask(id, before, signal);
    if (isStopped()) return;
    answerState.set({ stage: { name: "sent", sent: { ...before, ...change } } });
  }
}

function unsettled(): SentAnswer | null {
  const { stage } = answerState.get();
  if (stage.name !== "sent") return null;
  const { receivedAt, end } = stage.sent;
  return receivedAt === null && end === null ? stage.sent : null;
}

async function ask(
  id: string,
  sent: SentAnswer,
  signal: AbortSignal,
): Promise<Partial<SentAnswer>> {
  try {
    const { state } = await (await relay()).status(id, { signal });
    return { isUnreachable: false, receivedAt: state === "received" ? Date.now() : null };
  } catch (error) {
    switch (failureFacts(error).code) {
      case "request-unknown": {
        const isOver = Date.now() >= Date.parse(sent.expiresAt);
        return { isUnreachable: false, end: isOver ? "expired" : "cancelled" };
      }
      case "request-altered":
        return { isUnreachable: false, end: "altered" };
      default:
        return { isUnreachable: true };
    }
  }
}

/** After a time, as long as somebody can see the page; at once when they come back to it. */
function nextLook(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isSeen = (): boolean => document.visibilityState === "visible";
    const done = (): void => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onChange);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const onChange = (): void => {
      if (isSeen()) done();
    };
    const timer = setTimeout(() => {
      if (isSeen()) done();
    }, milliseconds);
    document.addEventListener("visibilitychange", onChange);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
