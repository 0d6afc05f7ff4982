import type { KeyType, RequestState } from "@pct/delivery/wire";

/** The port to the relay's storage; each store is a driver of it. */

/** A request as its recipient created it; binary values in base64url, as on the wire. */
export interface NewEntry {
  /** Matches nonce and key; the relay has checked that. */
  readonly id: string;
  readonly keyType: KeyType;
  readonly publicKey: string;
  readonly nonce: string;
  readonly claimTokenHash: string;
  /** Milliseconds since 1970. From then on the request is over. */
  readonly expiresAt: number;
}

export interface Entry extends NewEntry {
  readonly state: RequestState;
  /** SHA-256 of the delivery; stays when the delivery is acknowledged. Null if there is none. */
  readonly digest: string | null;
  /** Null unless the state is `received`. */
  readonly received: Received | null;
}

/** How a delivery was acknowledged. */
export interface Received {
  /** Milliseconds since 1970; null if an earlier version of this program did not store it. */
  readonly at: number | null;
  /** What the recipient sent as proof for the sender. */
  readonly receipt: string | null;
}

/** A delivery as its sender sent it. */
export interface NewDelivery {
  readonly bytes: Uint8Array;
  /** SHA-256. */
  readonly digest: string;
  /** Null if the sender cannot take it back. */
  readonly withdrawTokenHash: string | null;
}

/** What an acknowledgement says. */
export interface Acknowledgement {
  /** SHA-256 of the delivery that the recipient has; null for any. */
  readonly digest: string | null;
  readonly receipt: string | null;
}

/** What the holder of a request's claim token may read. */
interface Claim {
  readonly state: RequestState;
  readonly expiresAt: number;
  /** Null if there is none yet, or if it is erased. */
  readonly delivery: Uint8Array | null;
}

/**
 * The outcome of `deliver`: `digest` is that of the first delivery, which may be an earlier one; null if
 * there is none, because this one was withdrawn before.
 */
export interface Deposit {
  readonly isFirst: boolean;
  readonly digest: string | null;
}

/** The acknowledgement of a client that says no more than that it has the delivery. */
export const ANY_DELIVERY: Acknowledgement = { digest: null, receipt: null };

/** How much a store holds, as far as this process knows. */
export interface Usage {
  readonly entries: number;
  /** Bytes of all deliveries together. */
  readonly bytes: number;
}

/** How much a store, or one client, may hold. */
export interface Capacity {
  readonly entries: number;
  /** Bytes of all deliveries together; for a client, weighed by their lifetime. */
  readonly bytes: number;
}

/** The limits of a store. */
export interface StoreLimits {
  readonly capacity: Capacity;
  /** What one client may hold; null for no limit. */
  readonly share: Capacity | null;
}

/** A step in the life of a request. */
export type RequestEvent = "created" | "delivered" | "received" | "withdrawn" | RequestEnd;

/** How a request ended. */
export type RequestEnd = "cancelled" | "expired";

/** Milliseconds that the tombstone of an expired request lasts. */
export const EXPIRED_TOMBSTONE_MS = 7 * 86_400_000;

/** The tombstones that a store keeps for each request that it may hold; those that end first go. */
export const TOMBSTONES_PER_ENTRY = 10;

/**
 * Stores requests and their deliveries until they expire.
 *
 * A request that is over leaves a tombstone: its ID, how it ended and until when the tombstone lasts,
 * nothing else. Without it, a client that saw the link could send the same `POST` again and revive the
 * request. After cancelling, it lasts until the request would have expired; after expiring, for seven
 * days. Tombstones do not count as requests.
 *
 * Each method is atomic, also against other processes on the same store, and resolves when its effect
 * is durable. Reading changes nothing. All methods but `close` reject with a {@link StoreFailure}, and
 * those that take an ID with {@link RequestOver} while it has a tombstone.
 *
 * Hashes of tokens need no comparison in constant time: timing reveals only a hash, and no token can be
 * computed from it.
 */
export interface RelayStore {
  /** For `GET /health`. */
  readonly name: "memory" | "redis" | "sqlite";
  /**
   * Stores a request; false if one with this ID exists.
   *
   * @param client - Whose share it counts for, a keyed hash: until the request is over, but once it is
   * received, only beyond another share.
   */
  create(entry: NewEntry, client: string): Promise<boolean>;
  /** A request without its delivery; null if there is none with this ID. */
  find(id: string): Promise<Entry | null>;
  /**
   * Stores the first delivery to a request, and no later one, even if the first one is acknowledged; null
   * if there is no request with this ID. A delivery that was withdrawn makes room for another one, but not
   * for itself: a repetition of its call may arrive late.
   *
   * @param client - Whose share its bytes count for, until they are erased.
   */
  deliver(id: string, delivery: NewDelivery, client: string): Promise<Deposit | null>;
  /** A request with its delivery; null if there is none with this ID and hash. */
  collect(id: string, claimTokenHash: string): Promise<Claim | null>;
  /**
   * Erases the delivery for good, and keeps the receipt until the request is over; null if there is no
   * request with this ID and hash. Only the first acknowledgement counts.
   *
   * @returns The state afterwards: `open` if there was no delivery; `changed` if there is or was one with
   * another digest, which stays.
   */
  acknowledge(
    id: string,
    claimTokenHash: string,
    acknowledgement?: Acknowledgement,
  ): Promise<"open" | "received" | "changed" | null>;
  /**
   * Erases the delivery for good and opens the request again, unless it is received; null if there is no
   * request with this ID whose last delivery has this hash. Repetitions change nothing.
   *
   * @returns The state afterwards.
   */
  withdraw(id: string, withdrawTokenHash: string): Promise<"open" | "received" | null>;
  /**
   * Erases the request and its delivery for good, and leaves a tombstone; false if there is none with this
   * ID and hash.
   */
  cancel(id: string, claimTokenHash: string): Promise<boolean>;
  /** Erases a batch of expired requests and of tombstones that have ended; true if there may be more. */
  eraseExpired(): Promise<boolean>;
  /** Calls a listener with the ID of each request that changes; with null when any may have changed. */
  onChange(listener: (id: string | null) => void): void;
  /**
   * Calls a listener with each step that this process has made durable. Of all processes on one store, only the
   * one that made a step calls its listeners; a call that changes nothing is no step.
   */
  onEvent(listener: (event: RequestEvent, id: string) => void): void;
  /** At most a few seconds old. */
  usage(): Usage;
  /** Resolves if the store works. */
  check(): Promise<void>;
  /** Finishes running writes, and releases the store. */
  close(): Promise<void>;
}

/** The store is full, the client's share of it is used up (`quota`), or it is unavailable for now. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
  readonly reason: "full" | "quota" | "unavailable";

  constructor(reason: "full" | "quota" | "unavailable", options?: ErrorOptions) {
    super(reason === "quota" ? "the client's share is used up" : `the store is ${reason}`, options);
    this.reason = reason;
  }
}

/** The request was cancelled, or has expired. */
export class RequestOver extends Error {
  override readonly name = "RequestOver";
  readonly end: RequestEnd;

  constructor(end: RequestEnd) {
    super(`the request is ${end}`);
    this.end = end;
  }
}

/** The state of a request, by the digest of its delivery and whether the delivery is there still. */
export function stateOf(digest: string | null, hasDelivery: boolean): RequestState {
  if (digest === null) return "open";
  return hasDelivery ? "delivered" : "received";
}
