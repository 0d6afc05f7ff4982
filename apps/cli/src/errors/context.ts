import { dirname } from "node:path";

import { isPctError } from "@pct/core/errors";
import { isDeliveryError } from "@pct/delivery/errors";
import type { FullCatalog, Problem } from "@pct/messages";

import {
  Failure,
  isCodedError,
  isSystemError,
  isUsageError,
  sentenceFor,
  UsageFailure,
} from "./failure.js";
import type { CodedError } from "./failure.js";

/** Says what a failed piece of work was about: a file, a key, an option or a server. */

/**
 * What work is about.
 *
 * - `reading`, `writing`: the path of a file, or the name of a stream. Errors of the operating system
 *   get a sentence that names it, as does `output-unsafe`. With both, an error of the path that is read
 *   is about reading.
 * - `named`: a key, an option, or the content of a file. Errors of the packages begin with its name.
 * - `server`: the origin of a relay. Errors of the call begin with it; a refusal by the relay does not.
 */
export type Subject =
  | { readonly reading: string }
  | { readonly writing: string }
  | { readonly reading: string | null; readonly writing: string }
  | { readonly named: string }
  | { readonly server: string };

/** Waits for work. An error that it rejects with is described by its subject: see {@link inContext}. */
export async function withContext<T>(subject: Subject, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw inContext(subject, error);
  }
}

/** A failure that names the subject, with the error as its cause; other errors stay as they are. */
export function inContext(subject: Subject, error: unknown): unknown {
  if ("named" in subject) return isCodedError(error) ? withName(subject.named, error) : error;
  if ("server" in subject) {
    const isOfCall = isDeliveryError(error) && error.code.startsWith("relay-");
    return isOfCall ? withName(subject.server, error) : error;
  }
  if ("writing" in subject && isPctError(error) && error.code === "output-unsafe") {
    return withName(subject.writing, error);
  }
  return isSystemError(error) ? fileFailure(subject, error) : error;
}

function withName(name: string, error: CodedError): Failure {
  const Kind = isUsageError(error) ? UsageFailure : Failure;
  return new Kind(
    (t) => {
      const { what, hint } = sentenceFor(error, t);
      return { what: `${name}: ${what}`, hint };
    },
    { cause: error },
  );
}

function fileFailure(
  subject: { readonly reading?: string | null; readonly writing?: string },
  error: NodeJS.ErrnoException & { code: string },
): Failure {
  const { reading = null, writing } = subject;
  const isReading = reading !== null && (writing === undefined || error.path === reading);
  const path = isReading ? reading : (writing ?? "");
  const sentence = (isReading ? READING : WRITING)[error.code];
  return new Failure((t) => sentence?.(t, path) ?? t.files.unexpected({ code: error.code, path }), {
    cause: error,
  });
}

type Sentence = (t: FullCatalog, path: string) => Problem;

const BOTH: Readonly<Record<string, Sentence>> = Object.freeze({
  ENOTDIR: (t, path) => t.files.notInFolder({ path }),
  ENAMETOOLONG: (t, path) => t.files.nameTooLong({ path }),
  ELOOP: (t, path) => t.files.linkLoop({ path }),
  EMFILE: (t) => t.files.tooManyOpen(),
  ENFILE: (t) => t.files.tooManyOpen(),
});

const READING: Readonly<Record<string, Sentence>> = Object.freeze({
  ...BOTH,
  ENOENT: (t, path) => t.files.missing({ path }),
  EACCES: (t, path) => t.files.mayNotRead({ path }),
  EPERM: (t, path) => t.files.mayNotRead({ path }),
  EISDIR: (t, path) => t.files.isFolder({ path }),
});

const WRITING: Readonly<Record<string, Sentence>> = Object.freeze({
  ...BOTH,
  ENOENT: (t, path) => t.files.folderMissing({ path: dirname(path) }),
  EACCES: (t, path) => t.files.mayNotWrite({ path }),
  EPERM: (t, path) => t.files.mayNotWrite({ path }),
  EISDIR: (t, path) => t.files.targetIsFolder({ path }),
  EEXIST: (t, path) => t.files.exists({ path }),
  EBUSY: (t, path) => t.files.inUse({ path }),
  EROFS: (t, path) => t.files.readOnly({ path }),
  ENOSPC: (t, path) => t.files.noSpace({ path }),
  EDQUOT: (t, path) => t.files.noSpace({ path }),
});
