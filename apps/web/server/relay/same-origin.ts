import type { RelayContext } from "./answer.js";
import { header } from "./header.js";

/**
 * Whether a browser asks on behalf of another site. The relay is for its own portal; programs that are
 * no browsers send neither of these headers, and pass.
 *
 * @param publicHost - The host by which browsers reach the portal, where the administrator says so;
 * otherwise what the client says is believed, which is good enough for a portal without a proxy.
 */
export function isFromElsewhere(c: RelayContext, publicHost: string | null): boolean {
  const site = header(c, "sec-fetch-site");
  // "none": typed or from a bookmark.
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = header(c, "origin");
  return origin !== undefined && hostOf(origin) !== (publicHost ?? header(c, "host"));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
