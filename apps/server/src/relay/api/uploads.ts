/**
 * The bodies that are being read. No client can hold all places: where a limit is reached, the slowest
 * upload gives way to the newcomer, that of the same client or of the client that has most.
 *
 * A burst of uploads that end soon may exceed the numbers of places, never the bytes.
 */

export interface UploadLimits {
  /** Uploads at the same time. */
  readonly places: number;
  /** Uploads of one client at the same time; null for no limit. */
  readonly placesPerClient: number | null;
  /** Bytes of all bodies that are being read at the same time. */
  readonly maxTotalBytes: number;
}

/** Milliseconds that an upload may take before it has to give way for a place. */
const GRACE_MS = 1000;
/** Milliseconds in which the weight of received bytes falls to a third. */
const DECAY_MS = 2000;
/** Bytes that a new upload counts as having sent, so that it is not the slowest from its start. */
const INITIAL_CREDIT = 64 * 1024;

export class Uploads {
  readonly #limits: UploadLimits;
  readonly #byClient = new Map<string, Set<Upload>>();
  #size = 0;
  #totalBytes = 0;

  constructor(limits: UploadLimits) {
    this.#limits = limits;
  }

  /**
   * Takes a place, for which another upload may have to give way.
   *
   * @param giveWay - Ends this upload, when it has to give way.
   */
  begin(client: string, giveWay: () => void): Upload {
    const { places, placesPerClient } = this.#limits;
    const own = this.#byClient.get(client) ?? new Set();
    while (own.size >= (placesPerClient ?? Infinity) && displaceSlowest(own, GRACE_MS));
    while (this.#size >= places && displaceSlowest(this.#uploadsOfLargest(), GRACE_MS));
    const upload = new Upload(client, giveWay);
    const others = this.#byClient.get(client);
    if (others === undefined) this.#byClient.set(client, new Set([upload]));
    else others.add(upload);
    this.#size++;
    return upload;
  }

  /** Counts bytes of an upload, which may have to give way for them. */
  receive(upload: Upload, bytes: number): void {
    upload.receive(bytes);
    this.#totalBytes += bytes;
    while (
      this.#totalBytes > this.#limits.maxTotalBytes &&
      displaceSlowest(this.#uploadsOfLargest(), 0)
    );
  }

  /** Frees the place of an upload that has ended. */
  end(upload: Upload): void {
    const others = this.#byClient.get(upload.client);
    if (others?.delete(upload) !== true) return;
    if (others.size === 0) this.#byClient.delete(upload.client);
    this.#size--;
    this.#totalBytes -= upload.bytes;
  }

  /** The uploads of the clients that have most. */
  #uploadsOfLargest(): Iterable<Upload> {
    let most = 0;
    for (const { size } of this.#byClient.values()) most = Math.max(most, size);
    return [...this.#byClient.values()]
      .filter(({ size }) => size === most)
      .flatMap((set) => [...set]);
  }
}

/** One body that is being read. */
export class Upload {
  readonly client: string;
  readonly giveWay: () => void;
  readonly startedAt: number = performance.now();
  bytes = 0;
  #recentBytes = INITIAL_CREDIT;
  #updatedAt = this.startedAt;

  constructor(client: string, giveWay: () => void) {
    this.client = client;
    this.giveWay = giveWay;
  }

  receive(bytes: number): void {
    this.bytes += bytes;
    const now = performance.now();
    this.#recentBytes = this.speedAt(now) + bytes;
    this.#updatedAt = now;
  }

  /** The received bytes, of which older ones count less. */
  speedAt(now: number): number {
    return this.#recentBytes * Math.exp((this.#updatedAt - now) / DECAY_MS);
  }
}

/** Makes the slowest upload of that age give way; false if there is none. */
function displaceSlowest(uploads: Iterable<Upload>, minimumAgeMs: number): boolean {
  const now = performance.now();
  let slowest: Upload | null = null;
  for (const upload of uploads) {
    if (now - upload.startedAt < minimumAgeMs) continue;
    if (slowest === null || upload.speedAt(now) < slowest.speedAt(now)) slowest = upload;
  }
  slowest?.giveWay();
  return slowest !== null;
}
