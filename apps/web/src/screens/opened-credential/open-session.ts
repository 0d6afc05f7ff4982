import type { Ciphertext } from "@pct/core/ciphertext";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { DecryptionResult, OpenRequest } from "../../crypto/interface/decryption";
import type { KeyHandle, OpenedKey } from "../../crypto/interface/keys";
import { findLink } from "../../relay/read-link";
import type { PastedLink } from "../../relay/read-link";
import { Job } from "../../state/job";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";
import { credentialTitle } from "./credential-title";
import { CredentialProgress, fileDraft } from "./progress";

/** A private key file that the person chose. */
export interface KeyFile {
  readonly file: File;
  readonly isEncrypted: boolean;
  readonly passphrase: string;
  /** `null` until the file was read, with its passphrase if it has one. */
  readonly key: OpenedKey | null;
  readonly failure: FailureFacts | null;
}

export interface OpenSessionState {
  /** The ciphertext: a file, or else text. */
  readonly file: File | null;
  readonly text: string;
  /** `null` while unknown. */
  readonly format: Ciphertext["format"] | null;
  /** A request link that was pasted in place of a ciphertext. */
  readonly link: PastedLink | null;
  /** Why the ciphertext can't be decrypted, as far as its header tells. */
  readonly failure: FailureFacts | null;
  /** The passphrase for `age-passphrase`. */
  readonly passphrase: string;
  /** Whether the form asks for a key file although the browser has keys. */
  readonly asksForKeyFile: boolean;
  readonly keyFile: KeyFile | null;
  /** What was missing when the person tried to decrypt. */
  readonly missing: "source" | "key" | "passphrase" | "key-passphrase" | null;
  /** Set while the header and the key file are read, before decryption starts. */
  readonly isPreparing: boolean;
  /** Whether a decrypted result was erased. */
  readonly hasErased: boolean;
}

const EMPTY: OpenSessionState = {
  file: null,
  text: "",
  format: null,
  link: null,
  failure: null,
  passphrase: "",
  asksForKeyFile: false,
  keyFile: null,
  missing: null,
  isPreparing: false,
  hasErased: false,
};

/** Decrypting one file or text, from its input to the erasure of the result. One per screen. */
export class OpenSession {
  readonly store: Store<OpenSessionState> = createStore(EMPTY);
  /** The decryption, and its result. */
  readonly job = new Job<DecryptionResult>(({ id }) => {
    if (id !== null) void cryptoWorker().discardFile(id);
  });
  /** What the person makes with the result. */
  readonly progress = new CredentialProgress();
  /** Restarts with every new ciphertext. */
  readonly #input = new Latest();
  /** Restarts with every new key file. */
  readonly #keyInput = new Latest();
  /** Whether the worker holds a key that was read from a file. */
  #hasReadKey = false;

  /** Takes a file of any size. Shows a failure right away if it can't be decrypted. */
  async giveFile(file: File): Promise<void> {
    await this.#give({ file, text: "" });
  }

  /** Takes text as it's typed or pasted. Failures are shown only when it's decrypted. */
  async giveText(text: string): Promise<void> {
    await this.#give({ file: null, text });
  }

  async #give(given: Pick<OpenSessionState, "file" | "text">): Promise<void> {
    const signal = this.#input.restart();
    this.job.reset();
    this.progress.close();
    const { asksForKeyFile, keyFile } = this.store.get();
    this.store.set({ ...EMPTY, asksForKeyFile, keyFile, ...given });
    const source = given.file ?? given.text.trim();
    if (source === "") return;
    try {
      this.store.set({ format: await cryptoWorker().detectFormat(source) }, signal);
    } catch (error) {
      if (given.file !== null) this.store.set({ failure: failureFacts(error) }, signal);
      else this.store.set((await findLink(given.text)) ?? {}, signal);
    }
  }

  typePassphrase(passphrase: string): void {
    this.store.set({ passphrase, missing: null });
  }

  askForKeyFile(): void {
    this.store.set({ asksForKeyFile: true, missing: null });
  }

  /** Takes a private key file, and reads it if it has no passphrase. */
  async giveKeyFile(file: File): Promise<void> {
    this.#keyInput.restart();
    this.#dropFailure();
    const keyFile = { file, isEncrypted: false, passphrase: "", key: null, failure: null };
    this.store.set({ keyFile, missing: null });
    await this.#readKey();
  }

  /** A failure of the key before does not apply to the next one. */
  #dropFailure(): void {
    this.job.reset();
    this.store.set({ failure: null });
  }

  removeKeyFile(): void {
    this.#keyInput.abort();
    this.#dropFailure();
    this.store.set({ keyFile: null, asksForKeyFile: false, missing: null });
  }

  typeKeyPassphrase(passphrase: string): void {
    this.#setKeyFile({ passphrase, failure: null }, this.#keyInput.signal);
    this.store.set({ missing: null });
  }

  async #readKey(): Promise<OpenedKey | null> {
    const { keyFile } = this.store.get();
    if (keyFile === null) return null;
    if (keyFile.key !== null) return keyFile.key;
    const { signal } = this.#keyInput;
    const { file, passphrase } = keyFile;
    try {
      const key = await cryptoWorker().openKeyFile(file, passphrase === "" ? null : passphrase);
      this.#hasReadKey = true;
      this.#setKeyFile({ key, passphrase: "", failure: null }, signal);
      return signal.aborted ? null : key;
    } catch (error) {
      const failure = failureFacts(error);
      const needsPassphrase = failure.code === "passphrase-required";
      const isEncrypted = needsPassphrase || failure.code === "passphrase-wrong";
      this.#setKeyFile({ isEncrypted, failure: needsPassphrase ? null : failure }, signal);
      return null;
    }
  }

  #setKeyFile(change: Partial<KeyFile>, signal: AbortSignal): void {
    const { keyFile } = this.store.get();
    if (keyFile !== null) this.store.set({ keyFile: { ...keyFile, ...change } }, signal);
  }

  /** Decrypts with the key from the file or one of `keys`, whichever fits, or with the passphrase. */
  async open(keys: readonly KeyHandle[]): Promise<void> {
    const { file, text, isPreparing } = this.store.get();
    if (isPreparing) return;
    const source = file ?? text.trim();
    this.store.set({ failure: null, missing: null, hasErased: false, isPreparing: true });
    const { signal } = this.#input;
    const request = await this.#prepare(source, keys, signal);
    this.store.set({ isPreparing: false }, signal);
    if (request === null || signal.aborted) return;
    await this.job.run(async (watch) => {
      const opened = await cryptoWorker().open(request, watch);
      // Read first, so that the steps appear as they were left.
      if (opened.kind === "credential") {
        await this.progress.begin(fileDraft(opened.ciphertextHash));
        const { username = "" } = opened.document;
        this.progress.describe({ title: credentialTitle(opened.document), username });
      }
      return opened;
    });
    if (this.job.store.get().result === null) return;
    const { asksForKeyFile, keyFile, format } = this.store.get();
    this.store.set({ ...EMPTY, asksForKeyFile, keyFile, format }, signal);
  }

  /** All that decryption needs, or `null` if something is missing, which the form then shows. */
  async #prepare(
    source: File | string,
    keys: readonly KeyHandle[],
    signal: AbortSignal,
  ): Promise<OpenRequest | null> {
    if (source === "") return this.#miss("source");
    const format = await cryptoWorker()
      .detectFormat(source)
      .catch((error: unknown) => {
        this.store.set({ failure: failureFacts(error) }, signal);
        return null;
      });
    if (format === null || signal.aborted) return null;
    this.store.set({ format });
    if (format !== "age-passphrase") {
      const handles = await this.#handles(keys);
      return handles === null ? null : { source, keys: handles, passphrase: null };
    }
    const { passphrase } = this.store.get();
    return passphrase === "" ? this.#miss("passphrase") : { source, keys: [], passphrase };
  }

  async #handles(keys: readonly KeyHandle[]): Promise<readonly KeyHandle[] | null> {
    const { keyFile } = this.store.get();
    if (keyFile === null) return keys.length > 0 ? keys : this.#miss("key");
    const { isEncrypted, key, passphrase } = keyFile;
    if (isEncrypted && key === null && passphrase === "") return this.#miss("key-passphrase");
    const read = await this.#readKey();
    return read === null ? null : [read.handle, ...keys];
  }

  #miss(missing: OpenSessionState["missing"]): null {
    const { asksForKeyFile } = this.store.get();
    this.store.set({ missing, asksForKeyFile: asksForKeyFile || missing === "key" });
    return null;
  }

  /** Erases the input, the result and what was made with it. The key stays, for the next ciphertext. */
  erase(): void {
    this.#input.restart();
    this.job.reset();
    void this.progress.erase();
    const { asksForKeyFile, keyFile } = this.store.get();
    this.store.set({ ...EMPTY, asksForKeyFile, keyFile, hasErased: true });
  }

  /** Erases everything from memory, for when the person leaves the screen. */
  readonly wipe = (): void => {
    this.#input.restart();
    this.#keyInput.abort();
    this.job.reset();
    this.progress.close();
    this.store.reset();
    if (this.#hasReadKey) void cryptoWorker().releaseKeys();
    this.#hasReadKey = false;
  };
}
