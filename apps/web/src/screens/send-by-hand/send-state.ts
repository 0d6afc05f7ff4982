import { cryptoWorker } from "../../crypto/client";
import type { TaskOptions } from "../../crypto/interface/files";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";
import { Drafting, fieldsOf } from "../compose/draft";
import type { Draft } from "../compose/draft";
import { discardLocked, lockedText } from "../encryption/encrypted";
import type { Locked } from "../encryption/encrypted";
import { Recipients } from "../encryption/recipients";

/** What an administrator sends by hand, for whom, and what became of it. */

/** For a text: what the recipient opens it with. */
export type TextFormat = "age" | "classic";

export const drafting = new Drafting();
export const format = createStore<{ chosen: TextFormat }>({ chosen: "age" });
export const recipients = new Recipients();
export const locking = new Work<Locked>(discardLocked);

/** What keeps it from being locked, if anything does; the screen then shows it. */
export type Missing = "padlock" | "content" | null;

/** Locks what was typed. The draft stays as it is, whatever comes of it. */
export function lock(): Missing {
  const padlocks = recipients.take();
  const isReady = drafting.isReady();
  if (padlocks === null) return "padlock";
  if (!isReady) return "content";
  void locking.run((watch) => lockDraft(drafting.store.get(), padlocks, watch));
  return null;
}

async function lockDraft(
  { content, credential, text, file }: Draft,
  padlocks: readonly string[],
  watch: TaskOptions,
): Promise<Locked> {
  const worker = cryptoWorker();
  if (content === "credential") {
    const locked = await worker.encryptCredential(fieldsOf(credential), padlocks);
    return lockedText(locked, padlocks.length);
  }
  if (content === "text" || file === null) {
    const { chosen } = format.get();
    const locked = await worker.encryptText({ text, recipients: padlocks, format: chosen });
    return lockedText(locked, padlocks.length);
  }
  const request = { file, recipients: padlocks, format: "age", armor: false } as const;
  const ready = await worker.encryptFile(request, watch);
  return { ...ready, format: "age", text: null, padlocks: padlocks.length };
}

/** Begins anew, with nothing of what was sent before. */
export function wipeSending(): void {
  locking.reset();
  recipients.reset();
  drafting.reset();
  format.reset();
}
