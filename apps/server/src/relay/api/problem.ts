import { STATUS_CODES } from "node:http";

import { MEDIA_TYPES, PROBLEMS } from "@pct/delivery/wire";
import type { ProblemCode, ProblemDocument } from "@pct/delivery/wire";

import type { Answer } from "./call.js";
import { StoreFailure } from "../stores/store.js";

/** What the relay says when it does not do what it was asked (RFC 9457). */

interface Details extends Pick<ProblemDocument, "digest" | "maxBytes"> {
  /** Seconds; goes into a header. */
  readonly retryAfter?: number;
  /** The methods that there are, where another one was used; goes into a header. */
  readonly allow?: string;
}

/** Thrown wherever it is found that a request is not to be answered as asked. */
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

/** Seconds after which a store that is out of order may be in order again. */
const REPAIR = 1;

/** What an error means to whoever asked. One that nobody has foreseen is `unexpected`. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const options = { cause: error };
  if (!(error instanceof StoreFailure)) return new Refusal("unexpected", {}, options);
  return error.reason === "full"
    ? new Refusal("store-full", {}, options)
    : new Refusal("store-unavailable", { retryAfter: REPAIR }, options);
}

/** The same for every refusal with this code and these details. */
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
