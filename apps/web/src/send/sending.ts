import { cryptoWorker } from "../crypto/client";
import type { CredentialFields, Watch } from "../crypto/interface";
import { createStore } from "../state/store";
import { Work } from "../state/work";
import { discardLocked, lockedText } from "./locked";
import type { Locked } from "./locked";
import { Recipients } from "./recipients";

/** What an administrator sends, as far as it has been typed, and what became of it. */

/** What can be sent. */
export const CONTENTS = ["credential", "text", "file"] as const;
export type Content = (typeof CONTENTS)[number];

/** The providers that have names of their own for things. */
export const PROVIDERS = ["aws", "azure", "gcp", "other"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** The fields of a credential as the form has them. */
export interface CredentialDraft {
  readonly provider: Provider;
  readonly signInUrl: string;
  readonly account: string;
  readonly username: string;
  readonly password: string;
  readonly mustChangePassword: boolean;
  readonly note: string;
  readonly from: string;
  readonly files: readonly File[];
}

interface Draft {
  readonly content: Content;
  readonly credential: CredentialDraft;
  readonly text: string;
  readonly file: File | null;
  /** For a text: what the recipient opens it with. */
  readonly format: "age" | "classic";
  /** Set when the person wanted to lock nothing. */
  readonly isMissing: boolean;
}

export const draft = createStore<Draft>({
  content: "credential",
  credential: {
    provider: "aws",
    signInUrl: "",
    account: "",
    username: "",
    password: "",
    mustChangePassword: true,
    note: "",
    from: "",
    files: [],
  },
  text: "",
  file: null,
  format: "age",
  isMissing: false,
});

export const recipients = new Recipients();
export const locking = new Work<Locked>(discardLocked);

export function changeCredential(change: Partial<CredentialDraft>): void {
  draft.set({ credential: { ...draft.get().credential, ...change }, isMissing: false });
}

/** Puts a random password into the credential. */
export async function generatePassword(): Promise<void> {
  const { text } = await cryptoWorker().generatePassword({ length: 20 });
  changeCredential({ password: text });
}

/** What keeps it from being locked, if anything does; the screen then shows it. */
export type Missing = "padlock" | "content" | null;

/** Locks what was typed. The draft stays as it is, whatever comes of it. */
export function lock(): Missing {
  const padlocks = recipients.take();
  const isMissing = isEmpty(draft.get());
  draft.set({ isMissing });
  if (padlocks === null) return "padlock";
  if (isMissing) return "content";
  void locking.run((watch) => lockDraft(draft.get(), padlocks, watch));
  return null;
}

function isEmpty({ content, credential, text, file }: Draft): boolean {
  if (content === "text") return text === "";
  if (content === "file") return file === null;
  const { signInUrl, account, username, password, note, files } = credential;
  return files.length === 0 && (signInUrl + account + username + password + note).trim() === "";
}

async function lockDraft(
  { content, credential, text, file, format }: Draft,
  padlocks: readonly string[],
  watch: Watch,
): Promise<Locked> {
  const worker = cryptoWorker();
  if (content === "credential") {
    const locked = await worker.encryptCredential(fieldsOf(credential), padlocks);
    return lockedText(locked, padlocks.length);
  }
  if (content === "text" || file === null) {
    const locked = await worker.encryptText({ text, recipients: padlocks, format });
    return lockedText(locked, padlocks.length);
  }
  const request = { file, recipients: padlocks, format: "age", armor: false } as const;
  const ready = await worker.encryptFile(request, watch);
  return { ...ready, format: "age", text: null, padlocks: padlocks.length };
}

/** What was left empty is left out, so that the document says only what is known. */
function fieldsOf(credential: CredentialDraft): CredentialFields {
  const { provider, mustChangePassword, password, note, files, ...lines } = credential;
  const said = Object.entries(lines).map(([name, line]) => [name, line.trim()] as const);
  const filled = Object.fromEntries(said.filter(([, line]) => line !== ""));
  return {
    provider,
    ...filled,
    ...(password === "" ? {} : { password, mustChangePassword }),
    ...(note.trim() === "" ? {} : { note }),
    files,
  };
}

/** Begins anew, with nothing of what was sent before. */
export function wipeSending(): void {
  locking.reset();
  recipients.reset();
  draft.reset();
}
