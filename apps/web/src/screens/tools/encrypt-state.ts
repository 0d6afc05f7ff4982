import { cryptoWorker } from "../../crypto/client";
import type { EncryptionTarget } from "../../crypto/interface/encryption";
import type { TaskOptions } from "../../crypto/interface/files";
import { NO_PASSPHRASE, settle } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";
import { discardLocked, lockedText } from "../encryption/encrypted";
import type { Locked } from "../encryption/encrypted";
import { Recipients } from "../encryption/recipients";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";

/** What `pct encrypt` does with a text or a file, and what it was told. */

interface Draft {
  readonly content: "text" | "file";
  readonly text: string;
  readonly file: File | null;
  readonly lockedWith: "recipients" | "passphrase";
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
  readonly format: "auto" | "classic" | "age";
  readonly armor: boolean;
  /** Set when the person wanted to lock nothing. */
  readonly isMissing: boolean;
}

export const draft = createStore<Draft>({
  content: "text",
  text: "",
  file: null,
  lockedWith: "recipients",
  passphrase: NO_PASSPHRASE,
  flaw: null,
  format: "auto",
  armor: false,
  isMissing: false,
});

export const recipients = new Recipients();
/** Nothing is locked while there is a flaw. */
export const locking = new Work<Locked | null>((locked) => {
  if (locked !== null) discardLocked(locked);
});

/** Locks what was given, unless something is missing, which the screen then shows. */
export async function lock(): Promise<void> {
  const { content, text, file, lockedWith } = draft.get();
  const padlocks = lockedWith === "recipients" ? recipients.take() : [];
  const isMissing = content === "text" ? text === "" : file === null;
  draft.set({ isMissing, flaw: null });
  if (padlocks === null || isMissing) return;
  await locking.run((watch) =>
    lockedWith === "recipients"
      ? lockDraft({ recipients: padlocks }, watch)
      : lockWithPassphrase(watch),
  );
}

async function lockWithPassphrase(watch: TaskOptions): Promise<Locked | null> {
  const settled = await settle(draft.get().passphrase);
  if ("flaw" in settled) {
    draft.set({ flaw: settled.flaw });
    return null;
  }
  return lockDraft({ passphrase: settled.passphrase ?? "" }, watch);
}

async function lockDraft(lock: EncryptionTarget, watch: TaskOptions): Promise<Locked> {
  const { content, text, file, format, armor } = draft.get();
  const padlocks = lock.recipients?.length ?? 0;
  if (content === "text" || file === null) {
    return lockedText(await cryptoWorker().encryptText({ ...lock, text, format }), padlocks);
  }
  const chosen = format === "classic" ? "classic" : "age";
  const request = { ...lock, file, format: chosen, armor } as const;
  const ready = await cryptoWorker().encryptFile(request, watch);
  return { ...ready, format: chosen, text: null, padlocks };
}

export function wipeLocking(): void {
  locking.reset();
  recipients.reset();
  draft.reset();
}

/** The same in a terminal. */
export function commandOf({ content, lockedWith, format, armor }: Draft): string {
  const file = content === "file" ? " FILE" : "";
  const lock = lockedWith === "recipients" ? " -r public_key.pem" : " --passphrase";
  const chosen = format === "auto" ? "" : ` --format ${format}`;
  return `pct encrypt${file}${lock}${chosen}${armor && content === "file" ? " --armor" : ""}`;
}
