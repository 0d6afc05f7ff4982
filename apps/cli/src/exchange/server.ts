import { serverOrigin } from "@pct/delivery/link";
import { createRelayClient } from "@pct/delivery/relay-client";
import type { RelayClient, RelayClientOptions } from "@pct/delivery/relay-client";

import { inContext } from "../errors/context.js";
import { Failure, UsageFailure } from "../errors/failure.js";
import { isTlsUnverified, serverVariable } from "../program/environment.js";

/** The origin of `--server`, else of `PCT_SERVER`. */
export function chooseServer(option: string | undefined): string {
  const name = option === undefined ? "PCT_SERVER" : "--server";
  const address = option ?? serverVariable();
  if (address === undefined) throw new UsageFailure((t) => t.delivery.serverMissing());
  try {
    return serverOrigin(address);
  } catch (error) {
    throw inContext({ named: name }, error);
  }
}

/** The client of a relay. Refuses one whose certificate Node would not check. */
export function connect(
  origin: string,
  options: Omit<RelayClientOptions, "baseUrl"> = {},
): RelayClient {
  if (origin.startsWith("https:") && isTlsUnverified()) {
    throw new Failure((t) => t.delivery.tlsUnverified());
  }
  return createRelayClient({ ...options, baseUrl: origin });
}
