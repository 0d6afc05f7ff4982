import type { Call } from "./call.js";

/**
 * Whether a browser asks on behalf of another site. The relay is for its own portal; programs that are
 * no browsers send neither of these headers, and pass.
 *
 * @param publicHost - The host by which browsers reach the portal, where the administrator says so;
 * otherwise what the client says is believed, which is good enough for a portal without a proxy.
 */
export function isFromElsewhere(call: Call, publicHost: string | null): boolean {
  const site = call.header("sec-fetch-site");
  // "none": typed or from a bookmark.
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = call.header("origin");
  return origin !== undefined && hostOf(origin) !== (publicHost ?? call.header("host"));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
