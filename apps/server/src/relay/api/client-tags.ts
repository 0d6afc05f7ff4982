import { createHmac } from "node:crypto";

/** Names for clients in memory and in the store, which do not reveal their addresses. */

/** Bytes of a name: enough that two clients never have the same one. */
const TAG_BYTES = 16;

/**
 * Makes names with a key.
 *
 * @param key - Random, kept no longer than what is counted by these names: in the memory of the process, or
 * in Redis beside the counters.
 */
export function clientTags(key: Uint8Array): (address: string) => string {
  return (address) =>
    createHmac("sha256", key).update(address).digest().toString("base64url", 0, TAG_BYTES);
}
