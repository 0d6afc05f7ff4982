import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import type { ProviderEntry } from "@pct/delivery/provider-file";
import { serviceOf } from "@pct/delivery/service";

import type { Draft } from "./draft";

/** A provider's file that the person gave, and whose credential is taken from it. */
export interface ProviderFile {
  readonly file: File;
  readonly entries: readonly ProviderEntry[];
  /** The index of the chosen entry; `null` until the person chooses one of several. */
  readonly chosen: number | null;
  /** What of the file is sent as well: the person's own rows. */
  readonly attached: File | null;
}

/** What became of the files that a person gave. */
export type TakenFiles = "filled" | "attached" | "tooMany" | "nothing";

/** Takes files into a credential: a provider's file fills the fields, any other one is sent as it is. */
export async function takeFiles(draft: Draft, files: readonly File[]): Promise<TakenFiles> {
  const { signal } = draft;
  const read = await Promise.all(
    files.map(async (file) => ({ file, entries: await readEntries(file) })),
  );
  if (signal.aborted) return "nothing";
  const provided = read.find(({ entries }) => entries !== null);
  const others = read.filter((each) => each !== provided).map(({ file }) => file);
  const isAll = draft.addFiles(others);
  if (provided?.entries != null) fillFrom(draft, provided.file, provided.entries);
  if (!isAll) return "tooMany";
  return provided === undefined ? "attached" : "filled";
}

/** Takes what a person pasted from a terminal, if it is a credential. */
export async function takeText(draft: Draft, text: string): Promise<TakenFiles> {
  const { signal } = draft;
  const file = new File([text], text.trimStart().startsWith("{") ? "key.json" : "credentials.csv");
  const entries = await readEntries(file);
  if (entries === null || signal.aborted) return "nothing";
  fillFrom(draft, file, entries);
  return "filled";
}

async function readEntries(file: File): Promise<readonly ProviderEntry[] | null> {
  if (file.size > CREDENTIAL_LIMITS.bytes) return null;
  try {
    const { readProviderFile } = await import("@pct/delivery/provider-file");
    return readProviderFile(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // The file can't be read, or the part that reads it can't be loaded: it stays a file.
    return null;
  }
}

function fillFrom(draft: Draft, file: File, entries: readonly ProviderEntry[]): void {
  dropProviderFile(draft);
  draft.change({ providerFile: { file, entries, chosen: null, attached: null } });
  if (entries.length === 1) chooseEntry(draft, 0);
}

/** Fills the fields from an entry of the file. */
export function chooseEntry(draft: Draft, index: number): void {
  const { providerFile, credential } = draft.store.get();
  const entry = providerFile?.entries[index];
  if (providerFile === null || entry === undefined) return;
  const { username = "", password = "", mustChangePassword = true } = entry.fields;
  const { service, name } = serviceOf(entry.fields);
  // What another entry has filled in goes; what the person has typed stays.
  const isFirst = providerFile.chosen === null;
  const { signInUrl = isFirst ? credential.signInUrl : "" } = entry.fields;
  const { account = isFirst ? credential.account : "" } = entry.fields;
  attachFile(draft, false);
  draft.changeCredential({
    ...{ service, serviceName: name, signInUrl, account },
    ...{ username, password, mustChangePassword },
  });
  draft.change({ providerFile: { ...providerFile, attached: null, chosen: index } });
  attachFile(draft, entry.needsFile);
}

/** Whether the file is sent as well: its rows of the chosen person alone. */
export function attachFile(draft: Draft, isAttached: boolean): void {
  const { providerFile } = draft.store.get();
  if (providerFile === null || (providerFile.attached !== null) === isAttached) return;
  const { file, entries, chosen, attached } = providerFile;
  if (attached !== null) {
    draft.removeFile(attached);
    return;
  }
  const { ownRows = null } = entries[chosen ?? -1] ?? {};
  const own = ownRows === null ? file : new File([ownRows], file.name, { type: file.type });
  if (draft.addFiles([own])) draft.change({ providerFile: { ...providerFile, attached: own } });
}

/** Forgets the file. The fields stay as they are. */
export function dropProviderFile(draft: Draft): void {
  attachFile(draft, false);
  draft.change({ providerFile: null });
}
