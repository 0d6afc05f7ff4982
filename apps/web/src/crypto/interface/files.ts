export interface FileCalls {
  /** Says how large a result may become at present, and where the worker would write it. */
  capacity(): Promise<Capacity>;

  /** Deletes a result from the disk. One that is not discarded stays until the next worker starts. */
  discardFile(id: string | null): Promise<void>;
}

/** A result to offer as a download under {@link File.name}, which is safe to use. */
export interface ReadyFile {
  readonly file: File;
  /** What to pass to `discardFile` once the file is saved; `null` for a result in memory. */
  readonly id: string | null;
}

/** Where a result goes that is too large for memory, and how many bytes it may have. */
export interface Capacity {
  readonly storage: "disk" | "memory";
  readonly maximum: number;
}

/** Progress and cancellation of a long call. A cancelled call fails with `cancelled` and leaves no file. */
export interface TaskOptions {
  readonly signal?: AbortSignal;
  /** Called at most ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Bytes of the source that have been read, of how many. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}
