import { cryptoWorker } from "../../crypto/client";
import { CryptoFailure, failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { Opened, OpenRequest } from "../../crypto/interface/decryption";
import type { KeyHandle, OpenedKey } from "../../crypto/interface/keys";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";
import { Work } from "../../state/work";

/** Opening what somebody has sent: what was given, with which key, and what is done with it then. */

/** Things to do with a credential, which can be ticked. */
export type Task = "username" | "password" | "console" | "change" | "mfa";

/** What something is that can be opened. */
export type Locking = "age" | "age-passphrase" | "classic";

/** The file of a key that was chosen, as far as it has been read. */
export interface KeyFile {
  readonly file: File;
  readonly isLocked: boolean;
  readonly passphrase: string;
  /** `null` until it has been read, with its passphrase where it has one. */
  readonly key: OpenedKey | null;
  readonly failure: FailureFacts | null;
}

/** The new password that is to replace the one that was sent. */
export interface NewPassword {
  /** As it was typed. */
  readonly length: string;
  readonly symbols: boolean;
  readonly password: string | null;
  /** Whether the person has decided for it. */
  readonly isChosen: boolean;
}

export interface OpeningState {
  /** What was sent: a file, or else the text. */
  readonly file: File | null;
  readonly text: string;
  /** What it is; `null` while that is not known. */
  readonly locking: Locking | null;
  /** Why it cannot be opened, which its beginning tells already. */
  readonly failure: FailureFacts | null;
  /** The passphrase that it was locked with. */
  readonly passphrase: string;
  /** Whether the file of a key is asked for, beside the keys that are there. */
  readonly wantsKeyFile: boolean;
  readonly keyFile: KeyFile | null;
  /** What was still needed when the person wanted to open it. */
  readonly missing: "source" | "key" | "passphrase" | "key-passphrase" | null;
  readonly ticked: ReadonlySet<Task>;
  readonly newPassword: NewPassword;
  /** Set while it is looked at and the key is read, before it is opened. */
  readonly isPreparing: boolean;
  /** Whether something was opened and removed again. */
  readonly hasErased: boolean;
}

const EMPTY: OpeningState = {
  file: null,
  text: "",
  locking: null,
  failure: null,
  passphrase: "",
  wantsKeyFile: false,
  keyFile: null,
  missing: null,
  isPreparing: false,
  ticked: new Set(),
  newPassword: { length: "20", symbols: true, password: null, isChosen: false },
  hasErased: false,
};

/** One screen's opening, at the top of a module. */
export class Opening {
  readonly store: Store<OpeningState> = createStore(EMPTY);
  /** What has been opened, or is being opened. */
  readonly work = new Work<Opened>(({ id }) => {
    if (id !== null) void cryptoWorker().discardFile(id);
  });
  /** Counts what was given, so that an answer about what is no longer there is not believed. */
  #given = 0;
  /** Whether the worker holds a key that was read from a file. */
  #hasReadKey = false;

  /** Takes a file of any size, and says at once when it is none that can be opened. */
  async giveFile(file: File): Promise<void> {
    await this.#give({ file, text: "" });
  }

  /** Takes text as it is typed or pasted, which is not judged before it is opened. */
  async giveText(text: string): Promise<void> {
    await this.#give({ file: null, text });
  }

  async #give(given: Pick<OpeningState, "file" | "text">): Promise<void> {
    const count = ++this.#given;
    this.work.reset();
    const { wantsKeyFile, keyFile } = this.store.get();
    this.store.set({ ...EMPTY, wantsKeyFile, keyFile, ...given });
    const source = given.file ?? given.text.trim();
    if (source === "") return;
    try {
      const locking = await lockingOf(source);
      if (count === this.#given) this.store.set({ locking });
    } catch (error) {
      const failure = failureFacts(error);
      if (count === this.#given && given.file !== null) this.store.set({ failure });
    }
  }

  typePassphrase(passphrase: string): void {
    this.store.set({ passphrase, missing: null });
  }

  wantKeyFile(): void {
    this.store.set({ wantsKeyFile: true, missing: null });
  }

  /** Takes the file of a key, and reads it if it has no passphrase. */
  async giveKeyFile(file: File): Promise<void> {
    const keyFile = { file, isLocked: false, passphrase: "", key: null, failure: null };
    this.store.set({ keyFile, missing: null });
    await this.#readKey();
  }

  takeKeyFileBack(): void {
    this.store.set({ keyFile: null, wantsKeyFile: false, missing: null });
  }

  typeKeyPassphrase(passphrase: string): void {
    const { keyFile } = this.store.get();
    if (keyFile === null) return;
    this.store.set({ keyFile: { ...keyFile, passphrase, failure: null }, missing: null });
  }

  async #readKey(): Promise<OpenedKey | null> {
    const { keyFile } = this.store.get();
    if (keyFile === null) return null;
    if (keyFile.key !== null) return keyFile.key;
    const { file, passphrase } = keyFile;
    try {
      const key = await cryptoWorker().openKeyFile(file, passphrase === "" ? null : passphrase);
      this.#hasReadKey = true;
      return this.#learnOfKey(file, { key, passphrase: "", failure: null }) ? key : null;
    } catch (error) {
      const failure = failureFacts(error);
      const isAsked = failure.code === "passphrase-required";
      const isLocked = isAsked || failure.code === "passphrase-wrong";
      this.#learnOfKey(file, { isLocked, failure: isAsked ? null : failure });
      return null;
    }
  }

  /** Whether the key file is still the one that is meant. */
  #learnOfKey(file: File, learned: Partial<KeyFile>): boolean {
    const { keyFile } = this.store.get();
    if (keyFile?.file !== file) return false;
    this.store.set({ keyFile: { ...keyFile, ...learned } });
    return true;
  }

  /** Opens it with the key from the file or one of these, whichever fits; or with the passphrase. */
  async open(keys: readonly KeyHandle[]): Promise<void> {
    const { file, text, isPreparing } = this.store.get();
    if (isPreparing) return;
    const source = file ?? text.trim();
    this.store.set({ failure: null, missing: null, hasErased: false, isPreparing: true });
    const count = this.#given;
    const request = await this.#prepare(source, keys);
    if (count !== this.#given) return;
    this.store.set({ isPreparing: false });
    if (request === null) return;
    await this.work.run((watch) => cryptoWorker().open(request, watch));
    if (count !== this.#given || this.work.store.get().result === null) return;
    const { wantsKeyFile, keyFile, locking } = this.store.get();
    this.store.set({ ...EMPTY, wantsKeyFile, keyFile, locking });
  }

  /** All that is needed to open it, or `null` when the person has been told what is not there. */
  async #prepare(source: File | string, keys: readonly KeyHandle[]): Promise<OpenRequest | null> {
    if (source === "") return this.#miss("source");
    const count = this.#given;
    const locking = await lockingOf(source).catch((error: unknown) => {
      if (count === this.#given) this.store.set({ failure: failureFacts(error) });
      return null;
    });
    if (locking === null || count !== this.#given) return null;
    this.store.set({ locking });
    if (locking !== "age-passphrase") {
      const handles = await this.#handles(keys);
      return handles === null ? null : { source, keys: handles, passphrase: null };
    }
    const { passphrase } = this.store.get();
    return passphrase === "" ? this.#miss("passphrase") : { source, keys: [], passphrase };
  }

  async #handles(keys: readonly KeyHandle[]): Promise<readonly KeyHandle[] | null> {
    const { keyFile } = this.store.get();
    if (keyFile === null) return keys.length > 0 ? keys : this.#miss("key");
    const { isLocked, key, passphrase } = keyFile;
    if (isLocked && key === null && passphrase === "") return this.#miss("key-passphrase");
    const read = await this.#readKey();
    return read === null ? null : [read.handle, ...keys];
  }

  #miss(missing: OpeningState["missing"]): null {
    this.store.set({ missing, wantsKeyFile: this.store.get().wantsKeyFile || missing === "key" });
    return null;
  }

  tick(task: Task, isDone: boolean): void {
    const ticked = new Set(this.store.get().ticked);
    if (isDone) ticked.add(task);
    else ticked.delete(task);
    this.store.set({ ticked });
  }

  setNewPassword(change: Partial<NewPassword>): void {
    this.store.set({ newPassword: { ...this.store.get().newPassword, ...change } });
  }

  /** Removes what was given and what was opened. The key stays, for the next one. */
  erase(): void {
    this.#given++;
    this.work.reset();
    const { wantsKeyFile, keyFile } = this.store.get();
    this.store.set({ ...EMPTY, wantsKeyFile, keyFile, hasErased: true });
  }

  /** Forgets everything, for when the screen is left. */
  readonly wipe = (): void => {
    this.#given++;
    this.work.reset();
    this.store.reset();
    if (this.#hasReadKey) void cryptoWorker().releaseKeys();
    this.#hasReadKey = false;
  };
}

/**
 * Looks at the beginning of what was sent, however large it is.
 *
 * @throws `CryptoFailure` for what nobody has locked, and for what is damaged where that can be seen.
 */
async function lockingOf(source: Blob | string): Promise<Locking> {
  const found = await cryptoWorker().inspect(source);
  switch (found.format) {
    case "age":
      return found.recipients.some(({ type }) => type === "scrypt") ? "age-passphrase" : "age";
    case "classic":
      return "classic";
    case "public-key":
    case "age-recipient":
      throw notLocked("public-key");
    case "private-key":
    case "age-identity":
      throw notLocked("private-key");
    case "unknown":
      throw notLocked("unknown");
  }
}

function notLocked(found: "public-key" | "private-key" | "unknown"): CryptoFailure {
  return new CryptoFailure("ciphertext-not-recognized", { found });
}
