import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureCode, FailureFacts } from "../../crypto/failure";
import type { RecipientInfo } from "../../crypto/interface/keys";
import { createStore } from "../../state/store";
import type { Store } from "../../state/store";

/** The open padlocks of the people that something is locked for, each checked as soon as it is given. */

/** One place for a padlock. */
export interface Recipient {
  readonly id: number;
  /** What was pasted or typed; empty for a file. */
  readonly text: string;
  readonly fileName: string | null;
  readonly isReading: boolean;
  readonly info: RecipientInfo | null;
  /** Why this padlock is not used. It stays until another one is given. */
  readonly failure: FailureFacts | null;
}

interface RecipientsState {
  readonly list: readonly Recipient[];
  /** The first one without a usable padlock, when the person wanted to lock without it. */
  readonly missing: number | null;
}

const EMPTY: Recipient = {
  id: 0,
  text: "",
  fileName: null,
  isReading: false,
  info: null,
  failure: null,
};

/** What half a padlock is called: nothing that is still being typed is judged by these. */
const UNFINISHED: readonly FailureCode[] = [
  "key-not-recognized",
  "key-damaged",
  "recipient-not-recognized",
];

/** The padlocks of one screen, at the top of a module. */
export class Recipients {
  readonly store: Store<RecipientsState> = createStore<RecipientsState>({
    list: [EMPTY],
    missing: null,
  });
  #nextId = 1;

  /** Reads a file with a padlock. */
  async giveFile(id: number, file: File): Promise<void> {
    await this.#read(id, file, { text: "", fileName: file.name }, true);
  }

  /**
   * Reads a text with a padlock.
   *
   * @param isWhole - Whether it was pasted, or the person has gone on: then it is judged.
   */
  async giveText(id: number, text: string, isWhole: boolean): Promise<void> {
    const trimmed = text.trim();
    if (trimmed === "") this.takeBack(id, text);
    else await this.#read(id, trimmed, { text, fileName: null }, isWhole);
  }

  async #read(
    id: number,
    source: File | string,
    given: Pick<Recipient, "text" | "fileName">,
    isWhole: boolean,
  ): Promise<void> {
    const reading: Recipient = { ...EMPTY, id, ...given, isReading: true };
    this.#put(reading);
    const learned = await this.#judge(source, isWhole);
    if (this.#find(id) === reading) this.#put({ ...reading, isReading: false, ...learned });
  }

  async #judge(source: File | string, isWhole: boolean): Promise<Partial<Recipient>> {
    try {
      return { info: await cryptoWorker().readRecipient(source) };
    } catch (error) {
      const failure = failureFacts(error);
      return isWhole || !UNFINISHED.includes(failure.code) ? { failure } : {};
    }
  }

  /** Empties a place, so that another padlock can be put there. */
  takeBack(id: number, text = ""): void {
    this.#put({ ...EMPTY, id, text });
  }

  /** Makes room for one more person, whose place has the id that is returned. */
  add(): number {
    const { list } = this.store.get();
    const id = this.#nextId++;
    this.store.set({ list: [...list, { ...EMPTY, id }] });
    return id;
  }

  remove(id: number): void {
    const { list } = this.store.get();
    this.store.set({ list: list.filter((recipient) => recipient.id !== id), missing: null });
  }

  /**
   * The padlocks to lock with; `null` while one is missing, being read, or refused, which the screen
   * then shows.
   */
  take(): readonly string[] | null {
    const { list } = this.store.get();
    const missing = list.find(({ info }) => info === null)?.id ?? null;
    this.store.set({ missing });
    return missing === null ? [...new Set(list.flatMap(({ info }) => info?.text ?? []))] : null;
  }

  reset(): void {
    this.store.reset();
  }

  #find(id: number): Recipient | undefined {
    return this.store.get().list.find((recipient) => recipient.id === id);
  }

  #put(changed: Recipient): void {
    const { list } = this.store.get();
    this.store.set({
      list: list.map((recipient) => (recipient.id === changed.id ? changed : recipient)),
      missing: null,
    });
  }
}
