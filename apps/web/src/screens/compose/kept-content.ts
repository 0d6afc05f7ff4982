import type { CredentialDraft, DraftState } from "./draft";

/** A draft as JSON, for the sealed storage of this browser. */

/** Bytes of the files that are kept with a draft. */
const KEPT_FILE_BYTES = 524_288;

interface KeptFile {
  readonly name: string;
  readonly type: string;
  /** In base64. */
  readonly data: string;
}

export interface KeptContent {
  readonly content: DraftState["content"];
  readonly credential: Omit<CredentialDraft, "files">;
  readonly text: string;
  readonly files: readonly KeptFile[];
  readonly file: KeptFile | null;
  /** Names of the files that are not kept. */
  readonly lost: readonly string[];
}

/** The parts of a draft that are kept. */
export type RestoredDraft = Pick<DraftState, "content" | "credential" | "text" | "file">;

/** Turns files into base64, each one once. */
export class FileEncoder {
  readonly #encoded = new WeakMap<File, string>();

  /** The base64 of a file; `undefined` until {@link encode} is done with it. */
  get(file: File): string | undefined {
    return this.#encoded.get(file);
  }

  /** Encodes files. Resolves to whether one was added. */
  async encode(files: readonly File[]): Promise<boolean> {
    const added = files.filter((file) => !this.#encoded.has(file));
    const done = await Promise.all(added.map((file) => this.#encode(file)));
    return done.includes(true);
  }

  async #encode(file: File): Promise<boolean> {
    try {
      this.#encoded.set(file, toBase64(new Uint8Array(await file.arrayBuffer())));
      return true;
    } catch {
      // It was moved or changed since it was chosen.
      return false;
    }
  }
}

/** Characters of one call: more arguments overflow the stack. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/** The files of a draft that are kept: those that fit, in order. */
export function keptFiles({ credential, file }: RestoredDraft): File[] {
  let room = KEPT_FILE_BYTES;
  return [...credential.files, ...(file === null ? [] : [file])].filter(({ size }) => {
    const fits = size <= room;
    if (fits) room -= size;
    return fits;
  });
}

/** The draft as JSON, with the files that are encoded so far. */
export function toKept(draft: RestoredDraft, encoder: FileEncoder): KeptContent {
  const { content, credential, text, file } = draft;
  const { files, ...fields } = credential;
  const fitting = keptFiles(draft);
  const keep = (each: File): KeptFile[] => {
    const data = fitting.includes(each) ? encoder.get(each) : undefined;
    return data === undefined ? [] : [{ name: each.name, type: each.type, data }];
  };
  const [keptFile = null] = file === null ? [] : keep(file);
  const all = file === null ? files : [...files, file];
  return {
    ...{ content, credential: fields, text, file: keptFile },
    files: files.flatMap(keep),
    lost: all.filter((each) => keep(each).length === 0).map(({ name }) => name),
  };
}

export function fromKept({ content, credential, text, files, file }: KeptContent): RestoredDraft {
  return {
    ...{ content, text },
    credential: { ...credential, files: files.map(toFile) },
    file: file === null ? null : toFile(file),
  };
}

function toFile({ name, type, data }: KeptFile): File {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  return new File([bytes], name, { type });
}
