import { RELAY_LIMITS } from "@pct/delivery/wire";

import { UsageFailure } from "../errors/failure.js";

/** Seconds per unit of `--expires`. */
const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** The value of `--expires` in seconds: 5m to 30d. */
export function secondsOf(text: string): number {
  const { minimum, maximum } = RELAY_LIMITS.expiresIn;
  const [, number = "", unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const seconds = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (seconds >= minimum && seconds <= maximum) return seconds;
  throw new UsageFailure((t) => t.delivery.expiresInvalid());
}
