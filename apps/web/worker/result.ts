import { CryptoFailure } from "#/crypto/failure.js";
import type { ReadyFile } from "#/crypto/interface/files.js";
import { discardFile, expectRoom, IN_MEMORY_BYTES, resultFolder } from "./disk.js";
import { openOutput, writePieces } from "./segment-job.js";
import type { Pieces } from "./segment-job.js";

interface OnDisk {
  readonly id: string;
  readonly handle: FileSystemFileHandle;
  readonly access: FileSystemSyncAccessHandle;
  readonly isShared: boolean;
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

  /** The parts that are written by place, where there is no disk. */
  readonly #placed = new Map<number, Blob>();

  /** Creates a result of known size, to be filled with {@link writeAt}. The caller has checked the room. */
  static async ofSize(size: number): Promise<Result> {
    const result = new Result();
    result.#size = size;
    if (size <= IN_MEMORY_BYTES) {
      result.#chunks = [new Uint8Array(size)];
      result.#chunksSize = size;
      return result;
    }
    result.#disk = await createOnDisk();
    try {
      result.#reserve();
    } catch (error) {
      await result.discard();
      throw error;
    }
    return result;
  }

  /** Fails early where there is no room, and lets threads write at any place without making the file longer. */
  #reserve(): void {
    if (!this.#disk) return;
    const { access } = this.#disk;
    access.truncate(this.#size);
    // In Chromium's private windows, `truncate` does nothing where there is no room.
    if (access.getSize() !== this.#size) throw new DOMException("", "QuotaExceededError");
  }

  /** The file on the disk, if other threads can open it as well. */
  get shared(): FileSystemFileHandle | null {
    return this.#disk?.isShared === true ? this.#disk.handle : null;
  }

  /** Writes pieces, one after the other, to a place of a result of known size. */
  writeAt(pieces: Pieces, place: number): void {
    if (this.#disk) {
      writePieces(this.#disk.access, pieces, place);
      return;
    }
    const [memory] = this.#chunks;
    if (memory === undefined) {
      this.#placed.set(place, new Blob([...pieces]));
      return;
    }
    let at = place;
    for (const piece of pieces) {
      memory.set(piece, at);
      at += piece.length;
    }
  }

  /** Appends bytes, and takes ownership of them: the caller must not change them afterwards. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#size += bytes.length;
    if (this.#disk) {
      writePieces(this.#disk.access, [bytes], this.#size - bytes.length);
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
      writePieces(this.#disk.access, this.#chunks, 0);
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
      const placed = [...this.#placed].sort(([a], [b]) => a - b).map(([, part]) => part);
      const parts = [...placed, ...this.#parts, ...this.#chunks];
      return { file: new File(parts, name, options), id: null };
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
    this.#placed.clear();
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
  return { id, handle, ...(await openOutput(handle)) };
}
