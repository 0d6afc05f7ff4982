import { cryptoWorker } from "../../crypto/client";
import type { EncryptionTarget } from "../../crypto/interface/encryption";
import type { TaskOptions } from "../../crypto/interface/files";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { discardEncrypted, encryptedText } from "../encryption/encrypted";
import type { Encrypted } from "../encryption/encrypted";
import { Recipients } from "../encryption/recipients";
import { checkPassphrase, NO_PASSPHRASE } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";

interface EncryptForm {
  readonly content: "text" | "file";
  readonly text: string;
  readonly file: File | null;
  readonly encryptTo: "recipients" | "passphrase";
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
  readonly format: "auto" | "classic" | "age";
  readonly armor: boolean;
  /** Set when the person tried to encrypt nothing. */
  readonly isMissing: boolean;
}

export const encryptForm = createStore<EncryptForm>({
  content: "text",
  text: "",
  file: null,
  encryptTo: "recipients",
  passphrase: NO_PASSPHRASE,
  flaw: null,
  format: "auto",
  armor: false,
  isMissing: false,
});

export const encryptRecipients = new Recipients();
/** The result is `null` if the passphrase was refused. */
export const encryptJob = new Job<Encrypted | null>((encrypted) => {
  if (encrypted !== null) discardEncrypted(encrypted);
});

/** Encrypts what `pct encrypt` does, unless a part is missing; the form then shows an error. */
export async function runEncryption(): Promise<void> {
  const { content, text, file, encryptTo } = encryptForm.get();
  const recipients = encryptTo === "recipients" ? encryptRecipients.take() : [];
  const isMissing = content === "text" ? text === "" : file === null;
  encryptForm.set({ isMissing, flaw: null });
  if (recipients === null || isMissing) return;
  await encryptJob.run((watch) =>
    encryptTo === "recipients" ? encrypt({ recipients }, watch) : encryptWithPassphrase(watch),
  );
}

async function encryptWithPassphrase(watch: TaskOptions): Promise<Encrypted | null> {
  const checked = await checkPassphrase(encryptForm.get().passphrase);
  if ("flaw" in checked) {
    encryptForm.set({ flaw: checked.flaw });
    return null;
  }
  return encrypt({ passphrase: checked.passphrase ?? "" }, watch);
}

async function encrypt(to: EncryptionTarget, watch: TaskOptions): Promise<Encrypted> {
  const { content, text, file, format, armor } = encryptForm.get();
  const recipientCount = to.recipients?.length ?? 0;
  if (content === "text" || file === null) {
    const encrypted = await cryptoWorker().encryptText({ ...to, text, format });
    return encryptedText(encrypted, recipientCount);
  }
  const fileFormat = format === "classic" ? "classic" : "age";
  const request = { ...to, file, format: fileFormat, armor } as const;
  const ready = await cryptoWorker().encryptFile(request, watch);
  return { ...ready, format: fileFormat, text: null, recipientCount };
}

export function wipeEncrypt(): void {
  encryptJob.reset();
  encryptRecipients.reset();
  encryptForm.reset();
}

/** The equivalent command. */
export function encryptCommand({
  content,
  encryptTo,
  format,
  armor,
}: Pick<EncryptForm, "content" | "encryptTo" | "format" | "armor">): string {
  const file = content === "file" ? " FILE" : "";
  const to = encryptTo === "recipients" ? " -r public_key.pem" : " --passphrase";
  const chosen = format === "auto" ? "" : ` --format ${format}`;
  return `pct encrypt${file}${to}${chosen}${armor && content === "file" ? " --armor" : ""}`;
}
