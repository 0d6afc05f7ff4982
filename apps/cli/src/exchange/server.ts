import { serverOrigin } from "@pct/delivery/link";

import { inContext } from "../errors/context.js";
import { UsageFailure } from "../errors/failure.js";
import { serverVariable } from "../program/environment.js";

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
