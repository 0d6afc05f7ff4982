import { serverOrigin } from "@pct/delivery/link";

import { serverVariable } from "../program/environment.js";
import { isDeliveryError, naming, UsageFailure } from "../errors/failure.js";

/** The server that carries answers: which one, and how its failures are told. */

/** The origin of `--server`, else of `PCT_SERVER`. */
export function chooseServer(option: string | undefined): string {
  const name = option === undefined ? "PCT_SERVER" : "--server";
  const address = option ?? serverVariable();
  if (address === undefined) throw new UsageFailure((t) => t.delivery.serverMissing());
  try {
    return serverOrigin(address);
  } catch (error) {
    throw naming(name, error);
  }
}

/** Runs a call to a server, whose name is said where it fails; what it refuses speaks for itself. */
export async function calling<T>(server: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw namingServer(server, error);
  }
}

export function namingServer(server: string, error: unknown): unknown {
  return isDeliveryError(error) && error.code.startsWith("relay-") ? naming(server, error) : error;
}

/** Failures that another try may not meet. */
export function mayPass(error: unknown): boolean {
  return (
    isDeliveryError(error) &&
    ["relay-unreachable", "relay-timeout", "relay-failed", "relay-busy"].includes(error.code)
  );
}
