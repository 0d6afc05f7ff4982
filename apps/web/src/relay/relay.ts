import type { RelayClient } from "@pct/delivery";

import { CryptoFailure } from "../crypto/failure";

let loading: Promise<RelayClient> | undefined;

/**
 * The relay behind this portal, on the page: the crypto worker has no network. It carries what the
 * worker has locked, and nothing else. Its client is loaded by the first call.
 *
 * Its calls fail with a `DeliveryError`, which `failureFacts` and `sentenceFor` understand.
 *
 * @example
 * ```ts
 * const { state } = await (await relay()).status(id, { signal });
 * ```
 */
export function relay(): Promise<RelayClient> {
  loading ??= import("./client").then(
    ({ relayHere }) => relayHere(),
    () => {
      // Without a network, the chunk does not come either; another call may have more luck.
      loading = undefined;
      throw new CryptoFailure("relay-unreachable");
    },
  );
  return loading;
}
