import { dirname } from "node:path";

import type { Catalog, Problem } from "@pct/messages";

import { Failure, isSystemError } from "./failure.js";

/** Says which file an error of the operating system is about, and what was being done with it. */

type Sentence = (t: Catalog, path: string) => Problem;

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
  EROFS: (t, path) => t.files.readOnly({ path }),
  ENOSPC: (t, path) => t.files.noSpace({ path }),
  EDQUOT: (t, path) => t.files.noSpace({ path }),
});

/** Runs something that reads `path`. */
export async function reading<T>(path: string, work: Promise<T>): Promise<T> {
  return named(work, () => ({ path, sentences: READING }));
}

/** Runs something that writes `path`. */
export async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  return named(work, () => ({ path, sentences: WRITING }));
}

/** Runs something that reads one file and writes the other. */
export async function transferring<T>(
  input: string | null,
  output: string,
  work: Promise<T>,
): Promise<T> {
  return named(work, (error) =>
    error.path !== undefined && error.path === input
      ? { path: input, sentences: READING }
      : { path: output, sentences: WRITING },
  );
}

async function named<T>(
  work: Promise<T>,
  choose: (error: NodeJS.ErrnoException) => {
    path: string;
    sentences: Readonly<Record<string, Sentence>>;
  },
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const { path, sentences } = choose(error);
    const { code } = error;
    throw new Failure((t) => sentences[code]?.(t, path) ?? t.files.unexpected({ code, path }), {
      cause: error,
    });
  }
}
