import { StartFailure } from "../start-failure.js";
import type { LogLevel } from "./log.js";
import type { Capacity } from "./stores/store.js";

/** The settings of the relay. Every variable is optional. */

export interface RelaySettings {
  /** `PCT_DATA_DIR`: the folder of the SQLite file. */
  readonly dataFolder: string;
  /** `PCT_REDIS_URL`: the store is on this server instead; null for SQLite. */
  readonly redisUrl: string | null;
  /** `PCT_MAX_BYTES`: bytes of a delivery. */
  readonly maxBytes: number;
  /** `PCT_MAX_REQUESTS` at the same time, `PCT_MAX_STORED_BYTES` of all deliveries. */
  readonly capacity: Capacity;
  /** `PCT_RATE_LIMIT`: how many requests, and how many deliveries, a client may make in a minute; null for no limit. */
  readonly perMinute: number | null;
  /** `PCT_TRUST_PROXY`: how many proxies of the administrator are in front of this server. */
  readonly trustedProxies: number;
  /** `PCT_METRICS_PORT`: the port for Prometheus; null for no metrics. */
  readonly metricsPort: number | null;
  /** `PCT_LOG_LEVEL`. */
  readonly logLevel: LogLevel;
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
  readonly fallback: number;
}

const RANGES = {
  PCT_MAX_BYTES: { minimum: 1024, maximum: 67_108_864, fallback: 1_048_576 },
  PCT_MAX_REQUESTS: { minimum: 1, maximum: 10_000_000, fallback: 100_000 },
  PCT_MAX_STORED_BYTES: { minimum: 1_048_576, maximum: 2 ** 40, fallback: 2 ** 30 },
  PCT_RATE_LIMIT: { minimum: 1, maximum: 1_000_000, fallback: 60 },
  PCT_TRUST_PROXY: { minimum: 0, maximum: 10, fallback: 0 },
  PCT_METRICS_PORT: { minimum: 0, maximum: 65_535, fallback: 0 },
} satisfies Readonly<Record<string, Range>>;

const LEVELS = ["error", "warn", "info", "silent"] as const;

/**
 * Reads the settings of the relay.
 *
 * @param variable - Reads an environment variable; undefined if it is missing or empty.
 *
 * @throws {@link StartFailure} for an invalid value.
 *
 * @example
 * ```ts
 * const settings = relaySettings((name) => process.env[name]);
 * ```
 */
export function relaySettings(variable: (name: string) => string | undefined): RelaySettings {
  function number(name: keyof typeof RANGES): number {
    const { minimum, maximum, fallback } = RANGES[name];
    const value = variable(name);
    if (value === undefined) return fallback;
    const result = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (result >= minimum && result <= maximum) return result;
    const [from, to] = [minimum.toString(), maximum.toString()];
    throw new StartFailure((t) => t.numberInvalid({ name, value, from, to }), 2);
  }

  function logLevel(): LogLevel {
    const value = variable("PCT_LOG_LEVEL") ?? "info";
    const level = LEVELS.find((known) => known === value);
    if (level !== undefined) return level;
    throw new StartFailure((t) => t.logLevelInvalid({ value, levels: LEVELS.join(", ") }), 2);
  }

  function redisUrl(): string | null {
    const value = variable("PCT_REDIS_URL") ?? null;
    if (value === null || (/^rediss?:\/\//.test(value) && URL.canParse(value))) return value;
    // Not repeated in the message: the URL may contain a password.
    throw new StartFailure((t) => t.redisUrlInvalid, 2);
  }

  return {
    dataFolder: variable("PCT_DATA_DIR") ?? "data",
    redisUrl: redisUrl(),
    maxBytes: number("PCT_MAX_BYTES"),
    capacity: { entries: number("PCT_MAX_REQUESTS"), bytes: number("PCT_MAX_STORED_BYTES") },
    perMinute: variable("PCT_RATE_LIMIT") === "off" ? null : number("PCT_RATE_LIMIT"),
    trustedProxies: number("PCT_TRUST_PROXY"),
    metricsPort: variable("PCT_METRICS_PORT") === undefined ? null : number("PCT_METRICS_PORT"),
    logLevel: logLevel(),
  };
}
