import { DeliveryError } from "./errors.js";
import { MEDIA_TYPES, problemSchema, RELAY_LIMITS } from "./wire.js";
import type { ProblemDocument } from "./wire.js";

/** Answers of a relay: bounded reading of the body, parsing, and the error of an unsuccessful answer. */

export interface RelayAnswer {
  readonly status: number;
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  /** Empty if the media type was not asked for: then the body is not read. */
  readonly body: Uint8Array;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** The body of a successful answer. */
export type ExpectedBody = "nothing" | "json" | "delivery";

/**
 * Reads the answer to a call, up to the limit of its media type.
 *
 * @throws {@link DeliveryError} `relay-redirects`, `relay-answer-too-large`.
 */
export async function readAnswer(response: Response, expected: ExpectedBody): Promise<RelayAnswer> {
  const { status, headers } = response;
  const maximum = limitFor(response, expected);
  const body = maximum === 0 ? await discard(response) : await readBounded(response, maximum);
  // Browsers hide the status of a redirect.
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    throw new DeliveryError("relay-redirects");
  }
  return { status, mediaType: mediaTypeOf(headers), body, retryAfter: retryAfterOf(headers) };
}

/** Maximum bytes to read; 0 if the media type was not asked for. */
function limitFor(response: Response, expected: ExpectedBody): number {
  switch (mediaTypeOf(response.headers)) {
    case MEDIA_TYPES.json:
    case MEDIA_TYPES.problem:
      return RELAY_LIMITS.json;
    case MEDIA_TYPES.delivery:
      return expected === "delivery" && response.ok ? RELAY_LIMITS.delivery.maximum : 0;
    default:
      return 0;
  }
}

/** Whether the body of an answer is a delivery, which takes longer than any other. */
export function isDelivery(response: Response): boolean {
  return response.ok && mediaTypeOf(response.headers) === MEDIA_TYPES.delivery;
}

function mediaTypeOf(headers: Headers): string {
  const [mediaType = ""] = (headers.get("content-type") ?? "").split(";");
  return mediaType.trim().toLowerCase();
}

/** Seconds. The header may also contain a date, but relays do not send one. */
function retryAfterOf(headers: Headers): number | null {
  const value = headers.get("retry-after") ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}

async function discard(response: Response): Promise<Uint8Array> {
  await response.body?.cancel();
  return new Uint8Array();
}

/** Counts the bytes while it reads, because `Content-Length` may be wrong. */
async function readBounded(response: Response, maximum: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    if (length > maximum) {
      await reader?.cancel();
      throw new DeliveryError("relay-answer-too-large", { maximum });
    }
    parts.push(part.value);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.length;
  }
  return body;
}

/** The part of a zod schema that is used. */
interface Schema<T> {
  readonly safeParse: (
    data: unknown,
  ) => { readonly success: true; readonly data: T } | { readonly success: false };
}

/**
 * The JSON value of an answer with this status.
 *
 * @throws {@link DeliveryError} `relay-answer-invalid`, or the error of {@link errorFrom}.
 */
export function jsonIn<T>(answer: RelayAnswer, status: number, schema: Schema<T>): T {
  if (answer.status !== status) throw errorFrom(answer);
  const value = parsed(answer, MEDIA_TYPES.json, schema);
  if (value === null) throw new DeliveryError("relay-answer-invalid", { status });
  return value;
}

/** The problem document of an answer, if it has a valid one. */
export function problemIn(answer: RelayAnswer): ProblemDocument | null {
  return parsed(answer, MEDIA_TYPES.problem, problemSchema);
}

function parsed<T>(answer: RelayAnswer, mediaType: string, schema: Schema<T>): T | null {
  if (answer.mediaType !== mediaType) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return null;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}

/** Codes without params that one call gives for one status. */
type Conflict =
  | "already-delivered"
  | "already-received"
  | "delivery-changed"
  | "delivery-uncertain"
  | "delivery-unsupported"
  | "delivery-withdrawn"
  | "not-delivered";

type Gone = "already-received" | "request-cancelled" | "request-expired";

/** Errors for the codes of 410, which any call may get. */
const GONE: ReadonlyMap<string, Gone> = new Map([
  ["already-received", "already-received"],
  ["cancelled", "request-cancelled"],
  ["expired", "request-expired"],
] as const);

/** The error of an unsuccessful answer; `conflict` is the code of the call for a problem document. */
export function errorFrom(answer: RelayAnswer, conflict?: Conflict): DeliveryError {
  const { status, retryAfter } = answer;
  if (status >= 500) return new DeliveryError("relay-failed", { status });
  const problem = problemIn(answer);
  if (status === 429) {
    return problem?.code === "quota-exceeded"
      ? new DeliveryError("quota-exceeded")
      : new DeliveryError("relay-busy", { retryAfter });
  }
  // Any web server answers 404; only a relay does so with a problem document.
  if (problem === null) return new DeliveryError("relay-answer-invalid", { status });
  if (status === 404) return new DeliveryError("request-unknown");
  const gone = status === 410 ? GONE.get(problem.code) : undefined;
  if (gone !== undefined) return new DeliveryError(gone);
  if (conflict !== undefined) return new DeliveryError(conflict);
  return new DeliveryError("relay-refused", { status, problem: problem.code });
}
