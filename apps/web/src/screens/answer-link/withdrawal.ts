import { relay } from "../../relay/relay";
import { loadSentAnswer } from "../../relay/sent-answer";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { answerState, reopenAnswer } from "./answer-state";
import { checkDelivery } from "./delivery-watch";

/** Takes a sent answer back, until it is received. */

interface WithdrawalState {
  readonly isConfirming: boolean;
  /** Whether it came too late: the answer was received. */
  readonly isTooLate: boolean;
}

export const withdrawal = createStore<WithdrawalState>({ isConfirming: false, isTooLate: false });
export const withdrawalJob = new Job<null>();

/** Withdraws the answer on screen, and shows the form again. */
export function withdraw(): void {
  const { stage, link } = answerState.get();
  if (stage.name !== "sent" || stage.sent.tokens === null || link === null) return;
  const { expiresAt, tokens } = stage.sent;
  const sent = { id: link.id, expiresAt, withdrawToken: tokens.withdrawToken };
  withdrawal.reset();
  void withdrawalJob.run(async ({ signal }) => {
    const { withdrawAnswer } = await loadSentAnswer();
    const outcome = await withdrawAnswer(await relay(), sent, { signal });
    signal.throwIfAborted();
    switch (outcome) {
      case "withdrawn":
        await reopenAnswer(true);
        break;
      case "unknown":
        // Another tab withdrew it. Whatever is at the relay now is not this answer.
        await reopenAnswer(false);
        break;
      case "received":
        withdrawal.set({ isTooLate: true });
        await checkDelivery(link.id, signal);
        break;
      case "cancelled":
      case "expired":
        await checkDelivery(link.id, signal);
    }
    return null;
  });
}

/** Wipes the question and the failure. */
export function resetWithdrawal(): void {
  withdrawalJob.reset();
  withdrawal.reset();
}
