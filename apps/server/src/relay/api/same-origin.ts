import type { Call } from "./call.js";

/**
 * Whether a browser sends this request for a page of another site: the relay serves only its own portal.
 * Programs that are no browsers send neither `Sec-Fetch-Site` nor `Origin`, and are accepted.
 *
 * @param publicHost - The host by which browsers reach the portal, from the administrator. Without it, the
 * request's own `Host` is compared, which is right where no proxy changes it.
 */
export function isCrossOrigin(call: Call, publicHost: string | null): boolean {
  const site = call.header("sec-fetch-site");
  // "none": the user typed the address or opened a bookmark.
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = call.header("origin");
  return origin !== undefined && hostOf(origin) !== (publicHost ?? call.header("host"));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
