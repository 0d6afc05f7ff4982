import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { KeptKey, KeyHandle, KeyInfo } from "../../crypto/interface/keys";
import { download } from "../../ui/download-button";
import { Opening } from "../opened-credential/open-session";
import { NO_PASSPHRASE, settle } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";
import { createStore } from "../../state/store";

/** What a person who waits for a credential has done so far, and what they can do. */

export type Step = "make" | "guard" | "give" | "open";

/** Where a key can be saved. */
export type Place = "browser" | "file";

/** The pair that is made while the page is read, and what became of it. */
interface NewPair {
  /** `null` until it is there. */
  readonly pair: KeyInfo | null;
  readonly makeFailure: FailureFacts | null;

  /** Where the person means to save it; `null` when that is done. */
  readonly place: Place | null;
  readonly name: string;
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
  /** Where the pair is being saved; it may have to be waited for. */
  readonly saving: Place | null;
  readonly saveFailure: FailureFacts | null;
  readonly keptAs: KeptKey | null;
  /** Whether the browser has promised not to clear by itself what it keeps. */
  readonly isPersistent: boolean;
  readonly savedFile: "locked" | "open" | null;
  readonly hasGiven: boolean;
}

interface ReceivingState extends NewPair {
  readonly step: Step;
  /** What this browser keeps; `null` until it has answered. */
  readonly kept: readonly KeptKey[] | null;
  /** Whose padlock is given away. */
  readonly given: KeyInfo | null;
  readonly forgetting: KeptKey | null;
  readonly forgetFailure: FailureFacts | null;
  readonly hasForgotten: boolean;
}

const NO_PAIR: NewPair = {
  pair: null,
  makeFailure: null,
  place: "browser",
  name: "",
  passphrase: NO_PASSPHRASE,
  flaw: null,
  saving: null,
  saveFailure: null,
  keptAs: null,
  isPersistent: false,
  savedFile: null,
  hasGiven: false,
};

export const receiving = createStore<ReceivingState>({
  ...NO_PAIR,
  step: "make",
  kept: null,
  given: null,
  forgetting: null,
  forgetFailure: null,
  hasForgotten: false,
});

export const opening = new Opening();

/** The pair that is being made, or is there; `null` where it could not be made. */
let making: Promise<KeyInfo | null> | undefined;

/** Changes when the person leaves or begins anew: nobody waits then for what is under way. */
let visit = {};

/** Forgets everything but the keys that this browser keeps. */
export function wipeReceiving(): void {
  visit = {};
  opening.wipe();
  receiving.reset();
  making = undefined;
  void cryptoWorker().releaseKeys();
}

/** Asks for the kept keys; who has none gets a pair made at once, since one will be needed. */
export async function begin(): Promise<void> {
  const own = visit;
  // A browser that refuses its storage keeps no keys.
  const kept = await cryptoWorker()
    .keptKeys()
    .catch(() => []);
  const { kept: known, step } = receiving.get();
  if (known !== null || own !== visit) return;
  // Who was faster is left where they are.
  receiving.set({ kept, step: kept.length > 0 && step === "make" ? "open" : step });
  if (kept.length === 0) await makePair();
}

/** Makes a pair, once; after a failure, again. */
export function makePair(): Promise<KeyInfo | null> {
  if (making !== undefined) return making;
  receiving.set({ makeFailure: null });
  const mine = cryptoWorker()
    .newKeyPair()
    .then(
      (pair) => {
        if (making === mine) receiving.set({ pair });
        return pair;
      },
      (error: unknown) => {
        // Who has left in the meantime, or begun anew, is not told of it.
        if (making === mine) {
          making = undefined;
          receiving.set({ makeFailure: failureFacts(error) });
        }
        return null;
      },
    );
  making = mine;
  return mine;
}

/** Goes to another step; what was typed stays. */
export function goTo(step: Step): void {
  receiving.set({ step, hasForgotten: false });
}

/** Begins with a new pair, beside those that are kept. */
export function makeAnother(): void {
  visit = {};
  making = undefined;
  receiving.set({ ...NO_PAIR, step: "make", given: null, hasForgotten: false });
  void makePair();
}

/** Puts the pair into this browser, as soon as it is there. */
export async function keepInBrowser(): Promise<void> {
  await save("browser", async (pair) => {
    const keptAs = await cryptoWorker().keepKey(pair.handle, receiving.get().name.trim());
    const isPersistent = await navigator.storage.persist().catch(() => false);
    return { keptAs, isPersistent, kept: [keptAs, ...(receiving.get().kept ?? [])], place: null };
  });
}

/** Saves `private_key.pem`, if the passphrase is one that protects it. */
export async function saveKeyFile(): Promise<void> {
  await save("file", async (pair) => {
    const settled = await settle(receiving.get().passphrase);
    if ("flaw" in settled) return { flaw: settled.flaw };
    const { passphrase } = settled;
    download(await cryptoWorker().keyFile(pair.handle, passphrase));
    const savedFile = passphrase === null ? "open" : "locked";
    return { savedFile, passphrase: NO_PASSPHRASE, place: null };
  });
}

/** What came of it is only told while the person is still there. */
async function save(
  place: Place,
  act: (pair: KeyInfo) => Promise<Partial<ReceivingState>>,
): Promise<void> {
  if (receiving.get().saving !== null) return;
  receiving.set({ saving: place, saveFailure: null, flaw: null });
  const own = visit;
  let change: Partial<ReceivingState> = {};
  try {
    const pair = await makePair();
    if (pair !== null) change = await act(pair);
  } catch (error) {
    change = { saveFailure: failureFacts(error) };
  }
  if (own === visit) receiving.set({ ...change, saving: null });
}

/** Shows the padlock of a key that is kept, or else of the new pair. */
export function givePadlock(key?: KeptKey): void {
  const { keptAs, pair } = receiving.get();
  receiving.set({
    step: "give",
    given: key ?? keptAs ?? pair,
    hasGiven: false,
    hasForgotten: false,
  });
}

/** Deletes the key about which the person has been asked. */
export async function forget(): Promise<void> {
  const { forgetting, pair } = receiving.get();
  if (forgetting === null) return;
  try {
    await cryptoWorker().forgetKey(forgetting.handle);
  } catch (error) {
    receiving.set({ forgetting: null, forgetFailure: failureFacts(error) });
    return;
  }
  const kept = (receiving.get().kept ?? []).filter(({ handle }) => handle !== forgetting.handle);
  receiving.set({ kept, forgetting: null, forgetFailure: null, hasForgotten: true });
  // This session must not go on opening with it.
  if (pair?.fingerprint !== forgetting.fingerprint) return;
  making = undefined;
  receiving.set({ ...NO_PAIR, given: null });
  opening.takeKeyFileBack();
  await cryptoWorker().releaseKeys();
}

/** The keys that are tried on what is opened: those that are kept, and the new one once it is saved. */
export function keysToTry(state: ReceivingState): readonly KeyHandle[] {
  const { kept, pair, savedFile, keptAs } = state;
  const handles = (kept ?? []).map(({ handle }) => handle);
  return pair !== null && savedFile !== null && keptAs === null
    ? [pair.handle, ...handles]
    : handles;
}
