/**
 * Whether there is a relay behind this portal: a copy on a plain file server has none. `null` where
 * nobody answers, so that it is not known.
 */
export async function hasRelay(): Promise<boolean | null> {
  try {
    const { headers, status } = await fetch("/api/v1/health", { cache: "no-store" });
    const isOurs = headers.get("content-type")?.startsWith("application/json") === true;
    // A proxy in front of a server that is being started again answers in its place.
    return isOurs || (status >= 500 ? null : false);
  } catch {
    return null;
  }
}
