import { isPctError } from "@pct/core/errors";
import type { AnyPctError } from "@pct/core/errors";
import { isDeliveryError } from "@pct/delivery/errors";
import type { AnyDeliveryError } from "@pct/delivery/errors";
import { isExchangeError } from "@pct/exchange/errors";
import type { AnyExchangeError } from "@pct/exchange/errors";
import type { Catalog, Problem } from "@pct/messages";
import { isSecurityError } from "@pct/security/errors";
import type { AnySecurityError } from "@pct/security/errors";

/** Turns whatever was thrown into the two lines that a person reads, and the number a script does. */

/** 0 is success; 128 and more is a signal, as shells count. */
export const EXIT = Object.freeze({ failed: 1, usage: 2, brokenPipe: 141 });

/** Something that went wrong, in words that are chosen when the language is known. */
export class Failure extends Error {
  override readonly name = "Failure";

  readonly describe: (t: Catalog) => Problem;
  readonly exitCode: number = EXIT.failed;

  constructor(describe: (t: Catalog) => Problem, options?: ErrorOptions) {
    super("failure", options);
    this.describe = describe;
  }
}

/** The command was not given as its help says. */
export class UsageFailure extends Failure {
  override readonly exitCode: number = EXIT.usage;
}

/** Nobody reads our output any more, as in `pct decrypt | head -1`: no reason to complain. */
export class BrokenPipe extends Error {
  override readonly name = "BrokenPipe";
}

/** An error of one of the packages: the catalogue has a sentence for its code. */
export type CodedError = AnyPctError | AnySecurityError | AnyDeliveryError | AnyExchangeError;

export function isCodedError(error: unknown): error is CodedError {
  return (
    isPctError(error) || isSecurityError(error) || isDeliveryError(error) || isExchangeError(error)
  );
}

/** An error of the operating system, from Node or told as Node does: it has a code, and often a path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** Errors that can only come from the way the command was called. */
const USAGE_CODES: readonly CodedError["code"][] = [
  "password-length",
  "password-alphabet",
  "passphrase-words",
  "method-unsupported",
  "size-out-of-range",
  "otp-options-invalid",
  "server-malformed",
  "server-insecure",
];

export function isUsageError({ code }: CodedError): boolean {
  return USAGE_CODES.includes(code);
}

/** What an error says to a person, and the exit code of the process. */
export function explain(error: unknown, t: Catalog): Problem & { exitCode: number } {
  if (error instanceof Failure) return { ...error.describe(t), exitCode: error.exitCode };
  if (isCodedError(error)) {
    const exitCode = isUsageError(error) ? EXIT.usage : EXIT.failed;
    return { ...sentenceFor(error, t), exitCode };
  }
  if (isSystemError(error)) {
    const { code, path = null } = error;
    return { ...t.files.unexpected({ code, path }), exitCode: EXIT.failed };
  }
  // The message of an error that nobody foresaw may quote its input, which may be a secret.
  const name = error instanceof Error ? error.name : typeof error;
  return { ...t.cli.bug({ name }), exitCode: EXIT.failed };
}

/** The parameters of each code of the packages. */
type Params = { readonly [Error in CodedError as Error["code"]]: Error["params"] };
type Code = keyof Params;

/** A sentence for every code: a missing one does not compile. */
type Sentences = { readonly [C in Code]: (params: Params[C]) => Problem };

/** One code with its own parameters; a union of these for several codes. */
type Coded<C extends Code> = {
  readonly [K in C]: { readonly code: K; readonly params: Params[K] };
}[C];

/** The sentence of a code, with a hint that names commands where there is one. */
export function sentenceFor<C extends Code>({ code, params }: Coded<C>, t: Catalog): Problem {
  const sentences: Sentences = {
    ...t.errors,
    ...t.securityErrors,
    ...t.deliveryErrors,
    ...t.exchangeErrors,
  };
  const { what, hint } = sentences[code](params);
  const hints: Readonly<Partial<Record<Code, string>>> = t.cli.hints;
  return { what, hint: hints[code] ?? hint };
}
