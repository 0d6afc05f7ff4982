import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptKey, KeyHandle, KeyInfo } from "../../crypto/interface/keys";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { download } from "../../ui/download-button";
import { checkPassphrase, NO_PASSPHRASE } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";
import { OpenSession } from "../opened-credential/open-session";

export type Step = "make" | "guard" | "give" | "open";

/** Where a private key can be saved. */
export type SaveLocation = "browser" | "file";

/** The key pair that is generated while the person reads the page, and whether it's saved. */
interface NewPair {
  /** `null` until it's generated. */
  readonly pair: KeyInfo | null;
  readonly createFailure: FailureFacts | null;

  /** Where the person is about to save it; `null` once it's saved. */
  readonly location: SaveLocation | null;
  readonly name: string;
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
  /** Where it's being saved. Saving may have to wait for the generation. */
  readonly saving: SaveLocation | null;
  readonly saveFailure: FailureFacts | null;
  readonly keptAs: KeptKey | null;
  /** Whether the browser promised not to evict its storage. */
  readonly isPersistent: boolean;
  readonly savedFile: "encrypted" | "unencrypted" | null;
  readonly hasDownloaded: boolean;
}

export interface ReceiveState extends NewPair {
  readonly step: Step;
  /** Keys in this browser; `null` until they're loaded. */
  readonly kept: readonly KeptKey[] | null;
  /** The key whose public half is being shared. */
  readonly shared: KeyInfo | null;
  /** The key for which the person has to confirm the deletion. */
  readonly deleting: KeptKey | null;
  readonly deleteFailure: FailureFacts | null;
  readonly hasDeleted: boolean;
}

const NO_PAIR: NewPair = {
  pair: null,
  createFailure: null,
  location: "browser",
  name: "",
  passphrase: NO_PASSPHRASE,
  flaw: null,
  saving: null,
  saveFailure: null,
  keptAs: null,
  isPersistent: false,
  savedFile: null,
  hasDownloaded: false,
};

export const receiveState = createStore<ReceiveState>({
  ...NO_PAIR,
  step: "make",
  kept: null,
  shared: null,
  deleting: null,
  deleteFailure: null,
  hasDeleted: false,
});

export const receiveSession = new OpenSession();

/** The generation of the pair; resolves to `null` if it failed. */
let creation: Promise<KeyInfo | null> | undefined;

/** Restarts when the person leaves, or starts over with another pair. */
const visit = new Latest();

/** Erases everything but the keys that the browser keeps. */
export function wipeReceive(): void {
  visit.restart();
  creation = undefined;
  receiveSession.wipe();
  receiveState.reset();
  void cryptoWorker().releaseKeys();
}

/** Loads the kept keys. If there are none, starts to generate a pair: the person will need one. */
export async function loadKeptKeys(): Promise<void> {
  const { signal } = visit;
  // A browser that refuses storage keeps no keys.
  const kept = await cryptoWorker()
    .keptKeys()
    .catch(() => []);
  const { kept: known, step } = receiveState.get();
  if (known !== null || signal.aborted) return;
  // A person who already went on to another step stays there.
  receiveState.set({ kept, step: kept.length > 0 && step === "make" ? "open" : step });
  if (kept.length === 0) await createPair();
}

/** Generates a pair, once per visit; again after a failure. */
export function createPair(): Promise<KeyInfo | null> {
  creation ??= generatePair(visit.signal);
  return creation;
}

async function generatePair(signal: AbortSignal): Promise<KeyInfo | null> {
  receiveState.set({ createFailure: null });
  try {
    const pair = await cryptoWorker().newKeyPair();
    receiveState.set({ pair }, signal);
    return pair;
  } catch (error) {
    if (!signal.aborted) creation = undefined;
    receiveState.set({ createFailure: failureFacts(error) }, signal);
    return null;
  }
}

/** Goes to another step. What was typed stays. */
export function goToStep(step: Step): void {
  receiveState.set({ step, hasDeleted: false });
}

/** Starts over with a new pair; the kept keys stay. */
export function startOver(): void {
  visit.restart();
  creation = undefined;
  receiveState.set({ ...NO_PAIR, step: "make", shared: null, hasDeleted: false });
  void createPair();
}

/** Keeps the pair in this browser, as soon as it's generated. */
export async function keepInBrowser(): Promise<void> {
  await save("browser", async (pair) => {
    const keptAs = await cryptoWorker().keepKey(pair.handle, receiveState.get().name.trim());
    const isPersistent = await navigator.storage.persist().catch(() => false);
    const kept = [keptAs, ...(receiveState.get().kept ?? [])];
    return { keptAs, isPersistent, kept, location: null };
  });
}

/** Downloads `private_key.pem`, if the passphrase is good enough. */
export async function saveKeyFile(): Promise<void> {
  await save("file", async (pair) => {
    const checked = await checkPassphrase(receiveState.get().passphrase);
    if ("flaw" in checked) return { flaw: checked.flaw };
    const { passphrase } = checked;
    download(await cryptoWorker().keyFile(pair.handle, passphrase));
    const savedFile = passphrase === null ? "unencrypted" : "encrypted";
    return { savedFile, passphrase: NO_PASSPHRASE, location: null };
  });
}

async function save(
  location: SaveLocation,
  act: (pair: KeyInfo) => Promise<Partial<ReceiveState>>,
): Promise<void> {
  if (receiveState.get().saving !== null) return;
  receiveState.set({ saving: location, saveFailure: null, flaw: null });
  const { signal } = visit;
  let change: Partial<ReceiveState> = {};
  try {
    const pair = await createPair();
    if (pair !== null) change = await act(pair);
  } catch (error) {
    change = { saveFailure: failureFacts(error) };
  }
  receiveState.set({ ...change, saving: null }, signal);
}

/** Goes to the step that shares the public key: of a kept key, or else of the new pair. */
export function sharePublicKey(key?: KeptKey): void {
  const { keptAs, pair } = receiveState.get();
  receiveState.set({
    step: "give",
    shared: key ?? keptAs ?? pair,
    hasDownloaded: false,
    hasDeleted: false,
  });
}

/** Deletes the key for which the person confirmed the deletion. */
export async function deleteKey(): Promise<void> {
  const { deleting, pair } = receiveState.get();
  if (deleting === null) return;
  try {
    await cryptoWorker().forgetKey(deleting.handle);
  } catch (error) {
    receiveState.set({ deleting: null, deleteFailure: failureFacts(error) });
    return;
  }
  const kept = (receiveState.get().kept ?? []).filter(({ handle }) => handle !== deleting.handle);
  receiveState.set({ kept, deleting: null, deleteFailure: null, hasDeleted: true });
  if (pair?.fingerprint !== deleting.fingerprint) return;
  // The session holds the same key: without this, it could still decrypt.
  creation = undefined;
  receiveState.set({ ...NO_PAIR, shared: null });
  receiveSession.removeKeyFile();
  await cryptoWorker().releaseKeys();
}

/** Keys to try on a ciphertext: the kept ones, and the new one once it's saved. */
export function keysToTry({
  kept,
  pair,
  savedFile,
  keptAs,
}: Pick<ReceiveState, "kept" | "pair" | "savedFile" | "keptAs">): readonly KeyHandle[] {
  const handles = (kept ?? []).map(({ handle }) => handle);
  const isInFileOnly = savedFile !== null && keptAs === null;
  return pair !== null && isInFileOnly ? [pair.handle, ...handles] : handles;
}
