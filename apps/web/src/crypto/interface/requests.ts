import type { NewRequest } from "@pct/delivery/relay-client";
import type { KeyType } from "@pct/delivery/request-id";

import type { DecryptionResult } from "./decryption";
import type { TaskOptions } from "./files";
import type { SafetyWordLists } from "./keys";

export interface RequestCalls {
  /** Makes the key pair and the words of the next request, while its form is filled in. */
  prepareRequest(): Promise<void>;

  /**
   * Makes and stores a request for a credential, with a key pair that serves no other request. The relay
   * does not know the request yet.
   */
  makeRequest(draft: RequestDraft): Promise<KeptRequest>;

  /** Lists the requests of this browser, the newest first. */
  keptRequests(): Promise<readonly KeptRequest[]>;

  /** Returns what the relay needs. `key-gone` for a request that has ended or is not known here. */
  requestForRelay(id: RequestId): Promise<NewRequest>;

  /** Records that the relay knows the request, and when it expires, in milliseconds since 1970. */
  confirmRequest(id: RequestId, expiresAt: number): Promise<void>;

  /** Decrypts the answer that the relay holds for a request. */
  openDelivery(id: RequestId, delivery: Blob, options?: TaskOptions): Promise<OpenedDelivery>;

  /**
   * Deletes the key of a request, after which no answer can be decrypted. The first end counts.
   * `expired` deletes nothing before the request's own time is over by this device's clock.
   *
   * Returns the request as it is afterwards; `null` if this browser does not have it.
   */
  endRequest(id: RequestId, end: RequestEnd): Promise<KeptRequest | null>;

  /** Deletes all that is stored of a request. A later answer to it can no longer be decrypted. */
  forgetRequest(id: RequestId): Promise<void>;
}

/** The 43 characters that stand in the link. */
export type RequestId = string;

/** What the recipient fills in. The labels go into the link, cleaned and cut to their limits. */
export interface RequestDraft {
  /** What the request is for. */
  readonly for: string;
  /** Who asks. */
  readonly from: string;
  /** Seconds until the relay drops the request. */
  readonly expiresIn: number;
}

/** How a request ended: by an act of the person, or when its time was over. Never by the relay's word. */
export type RequestEnd = "received" | "expired" | "cancelled";

/** A request that this browser made. */
export interface KeptRequest {
  readonly id: RequestId;
  readonly link: string;
  /** Missing in requests of earlier versions, whose keys are RSA. */
  readonly keyType?: KeyType;
  /** What the request is for and who asks, as the link says it; `null` where the link does not say. */
  readonly for: string | null;
  readonly from: string | null;
  readonly words: SafetyWordLists;
  /** Milliseconds since 1970, like `expiresAt`. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** `making` until the relay knows the request. Only the relay knows whether an answer has arrived. */
  readonly stage: "making" | "waiting" | RequestEnd;
}

/** A decrypted answer. */
export type OpenedDelivery = DecryptionResult & {
  /** True for a credential that does not name this request: it may be meant for another person. */
  readonly isForAnother: boolean;
};
