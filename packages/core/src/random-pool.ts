import { fillRandom } from "./webcrypto.js";

const POOL_BYTES = 64 * 1024;

/**
 * Uniform random numbers from a pool of random bytes. A call of the system's generator costs as much as
 * thousands of its bytes; one password needs few, so the part of the pool in use doubles from 64 bytes up.
 */
export class RandomPool {
  readonly #bytes = new Uint8Array(POOL_BYTES);
  #filled = 32;
  #next = 32;

  /** Draws from 0 … size − 1, up to 65,536: rejects values beyond the last whole multiple of size. */
  below(size: number): number {
    const range = size <= 256 ? 256 : 65536;
    const limit = range - (range % size);
    for (;;) {
      const value = range === 256 ? this.#byte() : this.#byte() * 256 + this.#byte();
      if (value < limit) return value % size;
    }
  }

  /** The next byte, of which the pool keeps no copy. */
  #byte(): number {
    if (this.#next === this.#filled) {
      this.#filled = Math.min(2 * this.#filled, POOL_BYTES);
      fillRandom(this.#bytes.subarray(0, this.#filled));
      this.#next = 0;
    }
    const byte = this.#bytes[this.#next] ?? 0;
    this.#bytes[this.#next] = 0;
    this.#next += 1;
    return byte;
  }
}
