import { CryptoFailure } from "#/crypto/failure.js";
import type { ReadyFile } from "#/crypto/interface/files.js";
import { discardFile, expectRoom, IN_MEMORY_BYTES, resultFolder } from "./disk.js";

interface OnDisk {
  readonly id: string;
  readonly handle: FileSystemFileHandle;
  readonly access: FileSystemSyncAccessHandle;
}

/**
 * A file that is being written: in memory while it is small, then on disk. Without a disk it becomes a
 * Blob, which the browser may move out of memory.
 */
export class Result {
  #size = 0;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #chunksSize = 0;
  /** The parts that have left memory, where there is no disk. */
  #parts: Blob[] = [];
  /** `undefined` until the result leaves memory; `null` where there is no disk. */
  #disk: OnDisk | null | undefined;

  /** Appends bytes, and takes ownership of them: the caller must not change them afterwards. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#size += bytes.length;
    if (this.#disk) {
      writeAll(this.#disk.access, bytes);
      return;
    }
    this.#chunks.push(bytes);
    this.#chunksSize += bytes.length;
    if (this.#chunksSize > IN_MEMORY_BYTES) await this.#leaveMemory();
  }

  async #leaveMemory(): Promise<void> {
    if (this.#disk === undefined) this.#disk = await createOnDisk();
    if (this.#disk === null) {
      await expectRoom(this.#size);
      this.#parts.push(new Blob(this.#chunks));
    } else {
      for (const chunk of this.#chunks) writeAll(this.#disk.access, chunk);
    }
    this.#chunks = [];
    this.#chunksSize = 0;
  }

  /** The whole content; `null` if it has left memory. */
  bytes(): Uint8Array<ArrayBuffer> | null {
    if (this.#chunksSize !== this.#size) return null;
    const all = new Uint8Array(this.#size);
    let offset = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, offset);
      offset += chunk.length;
    }
    return all;
  }

  /** Completes the file under a name, which must be safe as a file name. */
  async finish(name: string): Promise<ReadyFile> {
    const options = { type: "application/octet-stream" };
    if (!this.#disk) {
      return { file: new File([...this.#parts, ...this.#chunks], name, options), id: null };
    }
    const { id, handle, access } = this.#disk;
    access.flush();
    access.close();
    const stored = await handle.getFile();
    // In a private window the disk is memory, and Chromium silently drops what does not fit.
    if (stored.size !== this.#size) {
      await this.discard();
      throw new CryptoFailure("storage-full");
    }
    return { file: new File([stored], name, options), id };
  }

  /** Deletes the content. */
  async discard(): Promise<void> {
    this.#chunks = [];
    this.#parts = [];
    if (!this.#disk) return;
    this.#disk.access.close();
    await discardFile(this.#disk.id);
  }
}

async function createOnDisk(): Promise<OnDisk | null> {
  const folder = await resultFolder();
  if (folder === null) return null;
  const id = crypto.randomUUID();
  const handle = await folder.getFileHandle(id, { create: true });
  return { id, handle, access: await handle.createSyncAccessHandle() };
}

/** A full disk may write only a part, which the return value reports. */
function writeAll(access: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>): void {
  if (access.write(bytes) < bytes.length) throw new DOMException("", "QuotaExceededError");
}
