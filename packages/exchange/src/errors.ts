/** For codes without parameters. */
export type NoParams = Record<string, never>;

/**
 * Every reason for which this package refuses an input, with the parameters that a sentence needs.
 *
 * Codes never change their meaning. No parameter is a secret, a key, or text from the input.
 */
export interface ExchangeErrorParams {
  /** A classic file has exactly one recipient. */
  "classic-for-one": NoParams;
  /** A classic file needs an RSA key; the recipient has another kind, or a passphrase was given. */
  "classic-for-rsa": NoParams;
  /** The content is not text, so it can't go into a document, and there are fields that need one. */
  "fields-need-text": NoParams;
  /** The invitation has no answer to send to: not yet, or it is over. */
  "not-ready": NoParams;
  /** Nothing is sent to an invited person before the words are confirmed. */
  "words-not-confirmed": NoParams;
  /** Something was sent to this person through this invitation, and the server has it or had it. */
  "already-sent": NoParams;
}

/** One of the stable error codes of this package. */
export type ExchangeErrorCode = keyof ExchangeErrorParams;

/**
 * An input was refused, for the reason in {@link ExchangeError.code}.
 *
 * `message` repeats the code for logs; sentences for people are made elsewhere, in their language.
 *
 * @example
 * ```ts
 * import { ExchangeError } from "@pct/exchange/errors";
 *
 * console.log(new ExchangeError("classic-for-one").code); // "classic-for-one"
 * ```
 */
export class ExchangeError<Code extends ExchangeErrorCode = ExchangeErrorCode> extends Error {
  override readonly name = "ExchangeError";

  /** Why; see {@link ExchangeErrorParams}. */
  readonly code: Code;

  /** Parameters for a sentence about it. */
  readonly params: Readonly<ExchangeErrorParams[Code]>;

  constructor(code: Code, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.params = Object.freeze({});
  }
}

/** Every {@link ExchangeError}, so that a `switch` on `code` narrows `params`. */
export type AnyExchangeError = {
  [Code in ExchangeErrorCode]: ExchangeError<Code>;
}[ExchangeErrorCode];

/**
 * Whether an error comes from this package.
 *
 * @example
 * ```ts
 * import { isExchangeError } from "@pct/exchange/errors";
 *
 * console.log(isExchangeError(new Error("other"))); // false
 * ```
 */
export function isExchangeError(error: unknown): error is AnyExchangeError {
  return error instanceof ExchangeError;
}
