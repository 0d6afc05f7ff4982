import { cryptoWorker } from "../../crypto/client";
import type { TaskOptions } from "../../crypto/interface/files";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { credentialFields, Draft } from "../compose/draft";
import type { DraftState } from "../compose/draft";
import { KeptDraft } from "../compose/kept-draft";
import { discardEncrypted, encryptedText } from "../encryption/encrypted";
import type { Encrypted } from "../encryption/encrypted";
import { Recipients } from "../encryption/recipients";

/** Formats for a text; the recipient's program decides which one. */
export type TextFormat = "age" | "classic";

export const sendDraft = new Draft();
export const sendOptions = createStore<{ readonly textFormat: TextFormat }>({ textFormat: "age" });
export const sendRecipients = new Recipients();
/** Survives a reload of this tab, with the recipients' public keys, until the content is encrypted. */
export const keptSend = new KeptDraft(sendDraft, {
  subscribe: sendRecipients.store.subscribe,
  isUntouched: () => sendRecipients.isUntouched(),
  toKept: () => sendRecipients.given(),
  restore: (kept) => {
    sendRecipients.restore(kept as ReturnType<typeof sendRecipients.given>);
  },
});
export const sendJob = new Job<Encrypted>(discardEncrypted);

/** Which part of the form is incomplete, if any; the form shows an error there. */
export type MissingPart = "recipient" | "content" | null;

/** Encrypts the draft, unless a part is missing. The draft stays as it is, also after a failure. */
export function encryptDraft(): MissingPart {
  const recipients = sendRecipients.take();
  const isReady = sendDraft.isReady();
  if (recipients === null) return "recipient";
  if (!isReady) return "content";
  void sendJob.run(async (watch) => {
    const encrypted = await encrypt(sendDraft.store.get(), recipients, watch);
    void keptSend.erase();
    return encrypted;
  });
  return null;
}

async function encrypt(
  { content, credential, text, file }: DraftState,
  recipients: readonly string[],
  watch: TaskOptions,
): Promise<Encrypted> {
  const worker = cryptoWorker();
  if (content === "credential") {
    const encrypted = await worker.encryptCredential(credentialFields(credential), recipients);
    return encryptedText(encrypted, recipients.length);
  }
  if (content === "text" || file === null) {
    const { textFormat } = sendOptions.get();
    const encrypted = await worker.encryptText({ text, recipients, format: textFormat });
    return encryptedText(encrypted, recipients.length);
  }
  const request = { file, recipients, format: "age", armor: false } as const;
  const ready = await worker.encryptFile(request, watch);
  return { ...ready, format: "age", text: null, recipientCount: recipients.length };
}

/** Empties the whole screen. What this browser keeps for a reload stays. */
export function wipeSend(): void {
  keptSend.close();
  sendJob.reset();
  sendRecipients.reset();
  sendDraft.reset();
  sendOptions.reset();
}
