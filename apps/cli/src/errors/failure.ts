import { PctError } from "@pct/core/errors";
import type { PctErrorCode, PctErrorParams } from "@pct/core/errors";
import { DeliveryError } from "@pct/delivery/errors";
import type { DeliveryErrorCode, DeliveryErrorParams } from "@pct/delivery/errors";
import type { Catalog, Problem } from "@pct/messages";
import { SecurityError } from "@pct/security/errors";
import type { SecurityErrorCode, SecurityErrorParams } from "@pct/security/errors";

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

/** The test that keeps the codes; `instanceof` alone forgets which there are. */
export function isPctError(error: unknown): error is PctError {
  return error instanceof PctError;
}

export function isSecurityError(error: unknown): error is SecurityError {
  return error instanceof SecurityError;
}

export function isDeliveryError(error: unknown): error is DeliveryError {
  return error instanceof DeliveryError;
}

/** An error of one of the packages: it has a code that there is a sentence for. */
type CodedError = PctError | SecurityError | DeliveryError;

function isCodedError(error: unknown): error is CodedError {
  return isPctError(error) || isSecurityError(error) || isDeliveryError(error);
}

/** An error of the operating system, from Node or told as Node does: it has a code, and often a path. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** Errors that can only come from the way the command was called. */
const USAGE_CODES: readonly (PctErrorCode | SecurityErrorCode | DeliveryErrorCode)[] = [
  "password-length",
  "password-alphabet",
  "passphrase-words",
  "method-unsupported",
  "size-out-of-range",
  "otp-options-invalid",
  "server-malformed",
  "server-insecure",
];

/** What an error says to a person, and the exit code of the process. */
export function explain(error: unknown, t: Catalog): Problem & { exitCode: number } {
  if (error instanceof Failure) return { ...error.describe(t), exitCode: error.exitCode };
  if (isCodedError(error)) {
    const exitCode = USAGE_CODES.includes(error.code) ? EXIT.usage : EXIT.failed;
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

type CodeParams = PctErrorParams & SecurityErrorParams & DeliveryErrorParams;

/** A sentence for every code of the packages: one that is missing does not compile. */
type Sentences = { [Code in keyof CodeParams]: (params: CodeParams[Code]) => Problem };

/** The sentence of a code, with a hint that names commands where there is one. */
export function sentenceFor(error: CodedError, t: Catalog): Problem {
  const sentences: Sentences = { ...t.errors, ...t.securityErrors, ...t.deliveryErrors };
  const { what, hint } = sentences[error.code](error.params as never);
  const hints: Readonly<Partial<Record<keyof CodeParams, string>>> = t.cli.hints;
  return { what, hint: hints[error.code] ?? hint };
}

/** Says which file, key, option or server an error of the packages is about; other errors stay as they are. */
export function naming(name: string, error: unknown): unknown {
  if (!isCodedError(error)) return error;
  const Kind = USAGE_CODES.includes(error.code) ? UsageFailure : Failure;
  return new Kind(
    (t) => {
      const { what, hint } = sentenceFor(error, t);
      return { what: `${name}: ${what}`, hint };
    },
    { cause: error },
  );
}

/** The same for whatever `work` throws. */
export async function about<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw naming(name, error);
  }
}
