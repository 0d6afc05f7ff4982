import { cryptoWorker } from "../../crypto/client";
import { CryptoFailure } from "../../crypto/failure";
import type { FailureCode } from "../../crypto/failure";
import type { OpenedKey, RecipientInfo } from "../../crypto/interface/keys";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";

/** What a padlock or a key is, for whoever wants to compare it. */

interface Given {
  readonly text: string;
  readonly file: File | null;
  /** For a key that is locked. */
  readonly passphrase: string;
  readonly isLocked: boolean;
}

/** What was found. */
export type Seen =
  | { readonly is: "padlock"; readonly info: RecipientInfo }
  | { readonly is: "key"; readonly key: OpenedKey };

export const given = createStore<Given>({ text: "", file: null, passphrase: "", isLocked: false });
export const looking = new Work<Seen>();

/** Looks at what was given; a key with a passphrase asks for it first. */
export async function look(
  source: { readonly file: File } | { readonly text: string },
): Promise<void> {
  looking.reset();
  given.reset();
  given.set(source);
  await lookAgain();
}

/** As {@link look}, when the passphrase is there. */
export async function lookAgain(): Promise<void> {
  const { file, text, passphrase } = given.get();
  const source = file ?? text.trim();
  if (source === "") return;
  await looking.run(() => see(source, passphrase === "" ? null : passphrase));
  const code = looking.store.get().failure?.code;
  if (code === "passphrase-required") looking.reset();
  if (code?.startsWith("passphrase-") === true) given.set({ isLocked: true });
}

/** What a padlock's reader says of a key. */
const OF_A_KEY: readonly FailureCode[] = ["key-is-private", "key-not-recognized"];

async function see(source: Blob | string, passphrase: string | null): Promise<Seen> {
  try {
    return { is: "padlock", info: await cryptoWorker().readRecipient(source) };
  } catch (error) {
    if (!(error instanceof CryptoFailure) || !OF_A_KEY.includes(error.code)) throw error;
    return { is: "key", key: await readKey(source, passphrase, error) };
  }
}

/** What is no key either is what it was said to be at first. */
async function readKey(
  source: Blob | string,
  passphrase: string | null,
  first: CryptoFailure,
): Promise<OpenedKey> {
  try {
    return await cryptoWorker().openKeyFile(source, passphrase);
  } catch (error) {
    const isKey = first.code === "key-is-private" || !(error instanceof CryptoFailure);
    throw isKey ? error : first;
  }
}

export function wipeLooking(): void {
  looking.reset();
  given.reset();
}
