import { CryptoFailure } from "../src/crypto/failure.js";
import type { ReadyFile } from "../src/crypto/interface/files.js";
import { discardFile, expectRoom, HELD_IN_MEMORY, resultFolder } from "./disk.js";

interface OnDisk {
  readonly id: string;
  readonly handle: FileSystemFileHandle;
  readonly access: FileSystemSyncAccessHandle;
}

/**
 * A file that comes into being: in memory while it is small, then on disk. Where there is no disk, it
 * goes on as a Blob, which the browser holds where it likes.
 */
export class Result {
  #size = 0;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #chunksSize = 0;
  /** What has been handed to the browser, where there is no disk. */
  #parts: Blob[] = [];
  /** `undefined` until it is known whether there is a disk. */
  #disk: OnDisk | null | undefined;

  /** Adds to the end. The bytes are taken over: whoever wrote them leaves them alone. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#size += bytes.length;
    if (this.#disk) {
      writeAll(this.#disk.access, bytes);
      return;
    }
    this.#chunks.push(bytes);
    this.#chunksSize += bytes.length;
    if (this.#chunksSize > HELD_IN_MEMORY) await this.#leaveMemory();
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

  /** The whole content, where it has stayed in memory; `null` where it has not. */
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

  /** Ends the file and gives it its name, which must be a safe one. */
  async finish(name: string): Promise<ReadyFile> {
    const options = { type: "application/octet-stream" };
    if (!this.#disk) {
      return { file: new File([...this.#parts, ...this.#chunks], name, options), id: null };
    }
    const { id, handle, access } = this.#disk;
    access.flush();
    access.close();
    const stored = await handle.getFile();
    // The disk of a private window is memory, and Chromium loses what does not fit without a word.
    if (stored.size !== this.#size) {
      await this.discard();
      throw new CryptoFailure("storage-full");
    }
    return { file: new File([stored], name, options), id };
  }

  /** Leaves nothing of it. */
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

/** A disk that is full may take a part and only say how much. */
function writeAll(access: FileSystemSyncAccessHandle, bytes: Uint8Array<ArrayBuffer>): void {
  if (access.write(bytes) < bytes.length) throw new DOMException("", "QuotaExceededError");
}
