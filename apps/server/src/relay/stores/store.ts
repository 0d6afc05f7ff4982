import type { RequestState } from "@pct/delivery/wire";

/** What the relay asks of whatever keeps its requests. */

/** A request as its recipient made it, in the form in which it travels. */
export interface NewEntry {
  /** Base64url; belongs to nonce and key, which the relay has checked. */
  readonly id: string;
  readonly publicKey: string;
  readonly nonce: string;
  readonly claimTokenHash: string;
  /** Milliseconds since 1970. From then on the store knows nothing of it. */
  readonly expiresAt: number;
}

export interface Entry extends NewEntry {
  readonly state: RequestState;
  /** Of what was delivered, even when that is erased. */
  readonly digest: string | null;
}

/** What whoever holds a request's token may know. */
interface Claim {
  readonly state: RequestState;
  readonly expiresAt: number;
  /** What has come; null where there is nothing to collect. */
  readonly delivery: Uint8Array | null;
}

/** What became of a delivery: `digest` is that of the one which came first. */
export interface Deposit {
  readonly isFirst: boolean;
  readonly digest: string;
}

/** How much a store holds, as far as it knows. */
export interface Usage {
  readonly entries: number;
  readonly bytes: number;
}

/** What a store of this process may hold. */
export interface Capacity {
  readonly entries: number;
  /** Bytes of all deliveries together. */
  readonly bytes: number;
}

/**
 * Keeps requests and the deliveries to them until they expire.
 *
 * Each method is one atomic step, whatever other processes do to the same store, and resolves when its
 * effect is safe. Reading changes nothing. All but `close` reject with a {@link StoreFailure}.
 *
 * Hashes of tokens are compared as they come: how long that takes says something of a hash, of which no
 * token can be made.
 */
export interface RelayStore {
  /** For whoever looks after it. */
  readonly name: "memory" | "redis" | "sqlite";
  /** Keeps a request; false where there is one with this ID. */
  create(entry: NewEntry): Promise<boolean>;
  /** A request without its delivery. */
  find(id: string): Promise<Entry | null>;
  /**
   * Keeps a delivery if none has come before, not even one that is erased by now; null where there is
   * no such request.
   *
   * @param digest - Outlives the delivery.
   */
  deliver(id: string, delivery: Uint8Array, digest: string): Promise<Deposit | null>;
  /** A request with its delivery; null where there is no such request with this hash. */
  collect(id: string, claimTokenHash: string): Promise<Claim | null>;
  /**
   * Erases the delivery for good; null where there is no such request with this hash.
   *
   * @returns How the request stands then: `open` if nothing has come.
   */
  acknowledge(id: string, claimTokenHash: string): Promise<"open" | "received" | null>;
  /** Erases all of it for good; false where there is no such request with this hash. */
  cancel(id: string, claimTokenHash: string): Promise<boolean>;
  /** Erases a part of what has expired; true where more is left to do at once. */
  tidy(): Promise<boolean>;
  /** Has a listener called when a request changes, by its ID, or, with null, when any may have. */
  watch(listener: (id: string | null) => void): void;
  /** How much there is; no more than a few seconds old. */
  usage(): Usage;
  /** Resolves when it can be read. */
  check(): Promise<void>;
  /** Finishes what has begun. */
  close(): Promise<void>;
}

/** The store cannot do what it was asked: there is no room, or it is out of order for now. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
  readonly reason: "full" | "unavailable";

  constructor(reason: "full" | "unavailable", options?: ErrorOptions) {
    super(`the store is ${reason}`, options);
    this.reason = reason;
  }
}

/** How a request stands: what has come is known by its digest from then on, and there until it is erased. */
export function stateOf(digest: string | null, hasDelivery: boolean): RequestState {
  if (digest === null) return "open";
  return hasDelivery ? "delivered" : "received";
}
