import { STATUS_CODES } from "node:http";

import { MEDIA_TYPES, PROBLEMS } from "@pct/delivery/wire";
import type { ProblemCode, ProblemDocument } from "@pct/delivery/wire";

import type { Answer } from "../../http/answer.js";
import { RequestOver, StoreFailure } from "../stores/store.js";

/** The problem documents of the relay (RFC 9457). */

interface Details extends Pick<ProblemDocument, "digest" | "maxBytes"> {
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfter?: number;
  /** Methods, for the header `Allow`. */
  readonly allow?: string;
}

/** Thrown when a request is answered with a problem document. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly details: Details;

  constructor(code: ProblemCode, details: Details = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** Seconds after which a client may try again when the store is unavailable, or its share used up. */
const STORE_RETRY_SECONDS = 1;
const QUOTA_RETRY_SECONDS = 60;

/** The refusal for an error; `unexpected` for errors that are neither a refusal nor the store's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const options = { cause: error };
  if (error instanceof RequestOver) return new Refusal(error.end, {}, options);
  if (!(error instanceof StoreFailure)) return new Refusal("unexpected", {}, options);
  switch (error.reason) {
    case "full":
      return new Refusal("store-full", {}, options);
    case "quota":
      return new Refusal("quota-exceeded", { retryAfter: QUOTA_RETRY_SECONDS }, options);
    case "unavailable":
      return new Refusal("store-unavailable", { retryAfter: STORE_RETRY_SECONDS }, options);
  }
}

/** The answer for a refusal; equal for equal codes and details. */
export function problem({ code, details }: Refusal): Answer {
  const { retryAfter, allow, ...members } = details;
  const status = PROBLEMS[code];
  const document: ProblemDocument & { readonly type: string } = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "",
    status,
    code,
    ...members,
  };
  return {
    status,
    headers: {
      "Content-Type": MEDIA_TYPES.problem,
      ...(retryAfter === undefined ? {} : { "Retry-After": retryAfter.toString() }),
      ...(allow === undefined ? {} : { Allow: allow }),
    },
    body: JSON.stringify(document),
  };
}
