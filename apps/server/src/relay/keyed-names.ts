import { createHmac } from "node:crypto";

/** Names for clients and for requests, which do not reveal addresses and IDs. */

/** Bytes of a name: enough that two clients, or two requests, never have the same one. */
const NAME_BYTES = 16;

/**
 * Makes names with a key.
 *
 * @param key - Random, kept no longer than what is named: for clients, in the memory of the process, or in Redis
 * beside the counters.
 */
export function keyedNames(key: Uint8Array): (text: string) => string {
  return (text) =>
    createHmac("sha256", key).update(text).digest().toString("base64url", 0, NAME_BYTES);
}
