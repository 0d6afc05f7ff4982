import { serverOrigin } from "@pct/delivery/link";
import { createRelayClient } from "@pct/delivery/relay-client";
import type { RelayClient, RelayClientOptions } from "@pct/delivery/relay-client";
import type { FullCatalog } from "@pct/messages";

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

/**
 * The option that `pct request` needs to ask at this server, for hints: empty where `PCT_SERVER` names it.
 *
 * @param origin - `null` where any server will do.
 */
export function serverOption(origin: string | null, t: FullCatalog): string {
  const variable = serverVariable();
  if (origin === null) {
    return variable === undefined ? ` --server ${t.usage.values.address.toUpperCase()}` : "";
  }
  try {
    return serverOrigin(variable ?? "") === origin ? "" : ` --server ${origin}`;
  } catch {
    // Ignore: the variable names no server.
    return ` --server ${origin}`;
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
