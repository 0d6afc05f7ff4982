import { isPctError } from "@pct/core/errors";
import type { AnyPctError } from "@pct/core/errors";
import { isDeliveryError } from "@pct/delivery/errors";
import type { AnyDeliveryError } from "@pct/delivery/errors";
import { isExchangeError } from "@pct/exchange/errors";
import type { AnyExchangeError } from "@pct/exchange/errors";
import type { FullCatalog, Problem } from "@pct/messages";
import { isSecurityError } from "@pct/security/errors";
import type { AnySecurityError } from "@pct/security/errors";

/** Turns any thrown value into an error line, a hint, and an exit code. */

/** Exit codes. 0 is success; 128 and more are signals, as shells count. */
export const EXIT = Object.freeze({ failed: 1, usage: 2, brokenPipe: 141 });

/** An expected failure, described in the language of the call. */
export class Failure extends Error {
  override readonly name = "Failure";

  readonly describe: (t: FullCatalog) => Problem;
  readonly exitCode: number = EXIT.failed;

  constructor(describe: (t: FullCatalog) => Problem, options?: ErrorOptions) {
    super("failure", options);
    this.describe = describe;
  }
}

/** The command line does not follow the command's help. */
export class UsageFailure extends Failure {
  override readonly exitCode: number = EXIT.usage;
}

/** The reader of stdout has closed it, as in `pct decrypt | head -1`. Not reported. */
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

/** An error of the operating system, from Node: it has a code, and often a path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** Errors that only a wrong command line causes. */
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

/** The sentences for an error, and the exit code. */
export function explain(error: unknown, t: FullCatalog): Problem & { exitCode: number } {
  if (error instanceof Failure) return { ...error.describe(t), exitCode: error.exitCode };
  if (isCodedError(error)) {
    const exitCode = isUsageError(error) ? EXIT.usage : EXIT.failed;
    return { ...sentenceFor(error, t), exitCode };
  }
  if (isSystemError(error)) {
    const { code, path = null } = error;
    return { ...t.files.unexpected({ code, path }), exitCode: EXIT.failed };
  }
  // The message of an unexpected error may quote its input, which may be secret.
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
export function sentenceFor<C extends Code>({ code, params }: Coded<C>, t: FullCatalog): Problem {
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
