import { parseRequestLink } from "@pct/delivery";
import type { RequestLink } from "@pct/delivery";

/** A file of its own, so that it is a chunk: see `readLink`. */
export function parseLink(address: string): RequestLink {
  return parseRequestLink(address);
}
