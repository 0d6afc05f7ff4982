import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureCode, FailureFacts } from "../../crypto/failure";
import type { RecipientInfo } from "../../crypto/interface/keys";
import { findLink } from "../../relay/read-link";
import type { PastedLink } from "../../relay/read-link";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";

/** A place in the form for one recipient's public key. */
export interface Recipient {
  readonly id: number;
  /** As pasted or typed; empty for a file. */
  readonly text: string;
  readonly fileName: string | null;
  readonly isReading: boolean;
  readonly info: RecipientInfo | null;
  /** A request link that was pasted in place of a key. */
  readonly link: PastedLink | null;
  /** How many keys of another kind were left out of what was given here. */
  readonly leftOut: number;
  /** The key comes from a certificate, of which nothing else was checked. */
  readonly isFromCertificate: boolean;
  /** Why this key can't be used. Stays until another key is given. */
  readonly failure: FailureFacts | null;
}

/** What was given in a place: enough to give it again. */
interface GivenKey {
  readonly text: string;
  readonly fileName: string | null;
}

interface RecipientsState {
  readonly list: readonly Recipient[];
  /** ID of the first place without a usable key, set when the person tried to encrypt. */
  readonly missing: number | null;
}

const EMPTY: Recipient = {
  id: 0,
  text: "",
  fileName: null,
  isReading: false,
  info: null,
  link: null,
  leftOut: 0,
  isFromCertificate: false,
  failure: null,
};

/** Failures of a key that may only be incomplete: not shown while the person is typing. */
const UNFINISHED: readonly FailureCode[] = [
  "key-not-recognized",
  "key-damaged",
  "recipient-not-recognized",
];

/** The public keys to encrypt to, each checked as soon as it's given. One list per screen. */
export class Recipients {
  readonly store: Store<RecipientsState> = createStore<RecipientsState>({
    list: [EMPTY],
    missing: null,
  });
  #nextId = 1;
  /** The latest reading of each place. */
  readonly #readings = new Map<number, Latest>();

  /** Reads a file with a public key. */
  async giveFile(id: number, file: File): Promise<void> {
    await this.#read(id, file, { text: "", fileName: file.name }, true);
  }

  /**
   * Reads a text with a public key.
   *
   * @param isWhole - Whether the text was pasted or the field was left. Failures of incomplete text
   * are shown only then.
   */
  async giveText(id: number, text: string, isWhole: boolean): Promise<void> {
    const trimmed = text.trim();
    if (trimmed === "") this.clear(id, text);
    else await this.#read(id, trimmed, { text, fileName: null }, isWhole);
  }

  async #read(
    id: number,
    source: File | string,
    given: Pick<Recipient, "text" | "fileName">,
    isWhole: boolean,
  ): Promise<void> {
    const signal = this.#reading(id).restart();
    const reading: Recipient = { ...EMPTY, id, ...given, isReading: true };
    this.#replace(reading);
    const { more, ...outcome } = await this.#check(source, isWhole);
    if (signal.aborted) return;
    this.#replace({ ...reading, isReading: false, ...outcome });
    this.#insertAfter(id, given.fileName, more ?? []);
  }

  async #check(
    source: File | string,
    isWhole: boolean,
  ): Promise<Partial<Recipient> & { readonly more?: readonly RecipientInfo[] }> {
    try {
      const found = await cryptoWorker().readRecipients(source);
      const [info = null, ...more] = found.recipients;
      return { info, more, leftOut: found.leftOut, isFromCertificate: found.isFromCertificate };
    } catch (error) {
      const link = typeof source === "string" ? await findLink(source) : null;
      if (link !== null) return link;
      const failure = failureFacts(error);
      return isWhole || !UNFINISHED.includes(failure.code) ? { failure } : {};
    }
  }

  /** Adds a place for each further key of a file or a text. */
  #insertAfter(id: number, fileName: string | null, more: readonly RecipientInfo[]): void {
    if (more.length === 0) return;
    const { list } = this.store.get();
    const at = list.findIndex((recipient) => recipient.id === id) + 1;
    const added = more.map((info): Recipient => {
      return { ...EMPTY, id: this.#nextId++, text: info.text, fileName, info };
    });
    this.store.set({ list: [...list.slice(0, at), ...added, ...list.slice(at)] });
  }

  #reading(id: number): Latest {
    const reading = this.#readings.get(id) ?? new Latest();
    this.#readings.set(id, reading);
    return reading;
  }

  /** Empties a place, so that another key can be given there. */
  clear(id: number, text = ""): void {
    this.#reading(id).abort();
    this.#replace({ ...EMPTY, id, text });
  }

  /** Adds a place for one more recipient, and returns its ID. */
  add(): number {
    const { list } = this.store.get();
    const id = this.#nextId++;
    this.store.set({ list: [...list, { ...EMPTY, id }] });
    return id;
  }

  remove(id: number): void {
    this.#reading(id).abort();
    const { list } = this.store.get();
    this.store.set({ list: list.filter((recipient) => recipient.id !== id), missing: null });
  }

  /**
   * The public keys to encrypt to. `null` while one is missing, being read or refused; the form then
   * shows an error.
   */
  take(): readonly string[] | null {
    const { list } = this.store.get();
    const missing = list.find(({ info }) => info === null)?.id ?? null;
    this.store.set({ missing });
    return missing === null ? [...new Set(list.flatMap(({ info }) => info?.text ?? []))] : null;
  }

  /** Whether no place has anything. */
  isUntouched(): boolean {
    return this.given().length === 0;
  }

  /** What was given, place by place. A file is there as the key that was found in it. */
  given(): readonly GivenKey[] {
    return this.store
      .get()
      .list.map(({ text, fileName, info }) => ({ text: info?.text ?? text, fileName }))
      .filter(({ text }) => text.trim() !== "");
  }

  /** Gives again what was given, in place of what is there. Every key is checked again. */
  restore(given: readonly GivenKey[]): void {
    if (given.length === 0) return;
    this.reset();
    const places = given.map((key) => ({ key, id: this.#nextId++ }));
    this.store.set({ list: places.map(({ id }) => ({ ...EMPTY, id })) });
    for (const { key, id } of places) void this.#read(id, key.text.trim(), key, true);
  }

  reset(): void {
    for (const reading of this.#readings.values()) reading.abort();
    this.store.reset();
  }

  #replace(changed: Recipient): void {
    const { list } = this.store.get();
    this.store.set({
      list: list.map((recipient) => (recipient.id === changed.id ? changed : recipient)),
      missing: null,
    });
  }
}
