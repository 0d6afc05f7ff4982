import { access, constants, lstat, stat, unlink } from "node:fs/promises";
import { join } from "node:path";

import { writeFileAtomic } from "@pct/core/node/atomic-file";
import { credentialFileContent, writeCredential } from "@pct/delivery/credential";
import type { CredentialDocument } from "@pct/delivery/credential";

import { withContext } from "../errors/context.js";
import { Failure, isSystemError, UsageFailure } from "../errors/failure.js";
import { decodeText } from "../io/input.js";
import { stdoutIsTerminal, writeData, writeJson } from "../io/output.js";
import { deliver } from "../io/plaintext.js";
import { checkTarget, chooseOutput, refuseForeignLink, STDOUT } from "../io/target.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";
import { credentialText } from "./credential-text.js";

/** Delivers a decrypted answer to a terminal, a pipe, a file, a folder or the clipboard. */

export interface HandoverOptions {
  readonly output?: string;
  readonly copy?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** The content of an answer. */
export interface Content {
  /** As decrypted. */
  readonly bytes: Uint8Array;
  /** The parsed content; `null` where it is not a credential document. */
  readonly document: CredentialDocument | null;
}

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Limit of what is shown on a terminal or copied, in bytes. */
const SHOWN_BYTES = 1024 * 1024;

/**
 * Checks the options and the target before the command waits for an answer; `reads` are files that the
 * command needs. Returns the options with the target chosen.
 */
export async function checkHandover<Options extends HandoverOptions>(
  options: Options,
  reads: readonly string[] = [],
): Promise<Options> {
  const { copy, force = false, json } = options;
  const conflicts: [boolean, string, string][] = [
    [copy === true && options.output !== undefined, "--copy", "--output"],
    [copy === true && json === true, "--copy", "--json"],
  ];
  for (const [conflict, one, other] of conflicts) {
    if (conflict) throw new UsageFailure((t) => t.usage.conflict({ one, other }));
  }
  if (options.output === undefined) return options;
  if (await isFolder(options.output)) {
    await refuseForeignLink(options.output);
    await withContext({ writing: options.output }, access(options.output, constants.W_OK));
    return options;
  }
  const output = await chooseOutput(options.output);
  await checkTarget(output, { force, reads });
  return { ...options, output };
}

/** Hands the content over. Returns `false` if its files were not saved anywhere. */
export async function handOver(
  content: Content,
  id: string,
  options: HandoverOptions,
  session: Session,
): Promise<boolean> {
  const { output = STDOUT, json = false, copy = false } = options;
  const { bytes, document } = content;
  const part = partAlone(content);
  if (await isFolder(output)) {
    await saveInto(output, part === null ? partsOf(content) : [part], session);
  } else if (json && output === STDOUT) {
    await writeJson({ id, ...described(content) });
  } else if (part === null && document !== null && output === STDOUT) {
    return showDocument(document, copy, session);
  } else {
    const alone = part?.bytes ?? bytes;
    if (output === STDOUT && alone.length > SHOWN_BYTES) refuseLong(copy);
    await deliver(alone, output, options, session);
  }
  return true;
}

function described({ bytes, document }: Content): object {
  if (document !== null) return { credential: document };
  const text = decodeText(bytes);
  return text === null ? { base64: Buffer.from(bytes).toString("base64") } : { text };
}

/**
 * The content without its document, where it is a single secret or file. Such an answer is handed
 * over byte for byte.
 */
function partAlone({ bytes, document }: Content): NamedFile | null {
  if (document === null) {
    return { name: decodeText(bytes) === null ? "secret.bin" : "secret.txt", bytes };
  }
  const { password = "", files = [] } = document;
  const others = Object.entries(document).filter(
    ([name, value]) => !["type", "request", "password", "files"].includes(name) && value !== "",
  );
  const [file, ...moreFiles] = files;
  if (others.length > 0 || moreFiles.length > 0) return null;
  if (file === undefined) return { name: "secret.txt", bytes: Buffer.from(password) };
  return password === "" ? { name: file.name, bytes: credentialFileContent(file) } : null;
}

/** The files of a document, and a file with its other fields. */
function partsOf({ bytes, document }: Content): NamedFile[] {
  if (document === null) return [{ name: "secret.bin", bytes }];
  const files = (document.files ?? []).map((file) => ({
    name: file.name,
    bytes: credentialFileContent(file),
  }));
  const taken = files.map(({ name }) => name.toLowerCase());
  let name = "credential.json";
  for (let i = 2; taken.includes(name); i++) name = `credential (${i.toString()}).json`;
  return [{ name, bytes: writeCredential(without(document, "files")) }, ...files];
}

/** A document without one of its fields. */
export function without(
  document: CredentialDocument,
  field: "files" | "password" | "receipt",
): CredentialDocument {
  const entries = Object.entries(document).filter(([name]) => name !== field);
  return { ...Object.fromEntries(entries), type: document.type };
}

/**
 * Saves all files or none. The sender chose the names, so no existing file is replaced, not even with
 * `--force`.
 */
async function saveInto(
  folder: string,
  files: readonly NamedFile[],
  { t, signal }: Session,
): Promise<void> {
  await refuseForeignLink(folder);
  const targets = files.map(({ name, bytes }) => ({ path: join(folder, name), bytes }));
  for (const { path } of targets) {
    const existing = await lstat(path).catch(() => null);
    if (existing !== null) throw new Failure((t) => t.files.existsInFolder({ path }));
  }
  const written: string[] = [];
  try {
    for (const { path, bytes } of targets) {
      const work = writeFileAtomic(path, bytes, { signal, regularOnly: true });
      await withContext({ writing: path }, work.catch(takenMeanwhile(path)));
      written.push(path);
    }
  } catch (error) {
    await Promise.allSettled(written.map((path) => unlink(path)));
    throw error;
  }
  for (const output of written) say(t.notices.decryptedInto({ output }));
}

/** Describes a name that was taken after the check. */
function takenMeanwhile(path: string): (error: unknown) => never {
  return (error) => {
    if (!isSystemError(error) || error.code !== "EEXIST") throw error;
    throw new Failure((t) => t.files.existsInFolder({ path }), { cause: error });
  };
}

/** Prints a document. Its files can't be printed: they stay at the relay. */
async function showDocument(
  document: CredentialDocument,
  copy: boolean,
  session: Session,
): Promise<boolean> {
  const { password = "" } = document;
  if (copy && password === "") throw new Failure((t) => t.delivery.noPassword());
  const shown = copy ? without(document, "password") : document;
  const text = credentialText(shown, session, stdoutIsTerminal() ? "terminal" : "pipe");
  if (text === null) throw new Failure((t) => t.cli.notText());
  if (copy) {
    const { copyForAWhile } = await import("../terminal/clipboard.js");
    await copyForAWhile(Buffer.from(password), session);
  }
  await writeData(text);
  return (document.files ?? []).length === 0;
}

function refuseLong(copy: boolean): void {
  if (copy) throw new Failure((t) => t.cli.tooLongToCopy());
  if (stdoutIsTerminal()) throw new Failure((t) => t.cli.tooLongToShow());
}

/** Whether `--output` means a folder: an existing one, or a name that ends with a slash. */
async function isFolder(output: string): Promise<boolean> {
  if (output === STDOUT) return false;
  const stats = await stat(output).catch(() => null);
  if (stats?.isDirectory() === true) return true;
  if (!/[/\\]$/.test(output)) return false;
  const path = output.replace(/[/\\]+$/, "");
  const other = await stat(path).catch(() => null);
  throw new Failure((t) => {
    return other === null ? t.files.folderMissing({ path }) : t.files.notAFolder({ path });
  });
}
