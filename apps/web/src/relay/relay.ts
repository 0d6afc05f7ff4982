import type { RelayClient } from "@pct/delivery/relay-client";

import { CryptoFailure } from "../crypto/failure";

let loading: Promise<RelayClient> | undefined;

/**
 * Client of the relay at the portal's own origin, loaded by the first call. It runs on the page, since
 * the crypto worker has no network access, and sees ciphertext only.
 *
 * @throws `relay-unreachable` if the client can't be loaded; its calls throw `DeliveryError`.
 *
 * @example
 * ```ts
 * const client = await relay();
 * const { state } = await client.status(id, { signal });
 * ```
 */
export function relay(): Promise<RelayClient> {
  loading ??= import("@pct/delivery/relay-client").then(
    ({ createRelayClient }) => createRelayClient({ baseUrl: location.origin }),
    () => {
      // Without a network the chunk can't be loaded; the next call tries again.
      loading = undefined;
      throw new CryptoFailure("relay-unreachable");
    },
  );
  return loading;
}

/**
 * Whether the portal's server has a relay: a copy on a plain file server has none. `null` if there is
 * no answer that tells.
 */
export async function hasRelay(): Promise<boolean | null> {
  try {
    const { headers, status, body } = await fetch("/api/v1/health", { cache: "no-store" });
    // An unread body holds its connection, and a browser has six for each host.
    await body?.cancel();
    const isRelay = headers.get("content-type")?.startsWith("application/json") === true;
    // A 5xx page may come from a proxy while the server restarts.
    return isRelay || (status >= 500 ? null : false);
  } catch {
    return null;
  }
}
