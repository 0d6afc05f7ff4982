import { cryptoWorker } from "../../crypto/client";
import { CryptoFailure } from "../../crypto/failure";
import type { FailureCode } from "../../crypto/failure";
import type { OpenedKey, RecipientInfo } from "../../crypto/interface/keys";
import { findLink } from "../../relay/read-link";
import type { PastedLink } from "../../relay/read-link";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";

interface InspectKeyForm {
  readonly text: string;
  readonly file: File | null;
  /** A request link that was pasted in place of a key. */
  readonly link: PastedLink | null;
  readonly passphrase: string;
  /** Whether the key is encrypted, so that the form asks for a passphrase. */
  readonly isEncrypted: boolean;
}

/** A key that was read. */
export type InspectedKey =
  | { readonly kind: "public"; readonly info: RecipientInfo }
  | { readonly kind: "private"; readonly info: OpenedKey };

export const inspectKeyForm = createStore<InspectKeyForm>({
  text: "",
  file: null,
  link: null,
  passphrase: "",
  isEncrypted: false,
});
export const inspectKeyJob = new Job<InspectedKey>();

/** Reads another key. If it's encrypted, the form asks for its passphrase. */
export async function inspectKey(
  source: { readonly file: File } | { readonly text: string },
): Promise<void> {
  inspectKeyJob.reset();
  inspectKeyForm.reset();
  inspectKeyForm.set(source);
  await inspectGivenKey();
}

/** Reads the key in the form, with the passphrase typed there. */
export async function inspectGivenKey(): Promise<void> {
  const { file, text, passphrase } = inspectKeyForm.get();
  const source = file ?? text.trim();
  if (source === "") return;
  await inspectKeyJob.run(() => readKey(source, passphrase === "" ? null : passphrase));
  const code = inspectKeyJob.store.get().failure?.code;
  const link = typeof source === "string" ? ((await findLink(source))?.link ?? null) : null;
  if (code !== undefined && link !== null) {
    inspectKeyJob.reset();
    inspectKeyForm.set({ link });
  }
  if (code === "passphrase-required") inspectKeyJob.reset();
  if (code?.startsWith("passphrase-") === true) inspectKeyForm.set({ isEncrypted: true });
}

/** Failures of the public key reader for what may be a private key. */
const MAYBE_PRIVATE: readonly FailureCode[] = ["key-is-private", "key-not-recognized"];

async function readKey(source: Blob | string, passphrase: string | null): Promise<InspectedKey> {
  try {
    return { kind: "public", info: await cryptoWorker().readRecipient(source) };
  } catch (error) {
    if (!(error instanceof CryptoFailure) || !MAYBE_PRIVATE.includes(error.code)) throw error;
    return { kind: "private", info: await readPrivateKey(source, passphrase, error) };
  }
}

/** Throws the public key reader's failure if the source is no private key either. */
async function readPrivateKey(
  source: Blob | string,
  passphrase: string | null,
  publicKeyFailure: CryptoFailure,
): Promise<OpenedKey> {
  try {
    return await cryptoWorker().openKeyFile(source, passphrase);
  } catch (error) {
    const isPrivate =
      publicKeyFailure.code === "key-is-private" || !(error instanceof CryptoFailure);
    throw isPrivate ? error : publicKeyFailure;
  }
}

export function wipeInspectKey(): void {
  inspectKeyJob.reset();
  inspectKeyForm.reset();
}
