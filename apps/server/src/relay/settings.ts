import { StartFailure } from "../start-failure.js";
import type { LogLevel } from "./log.js";
import type { Capacity } from "./stores/store.js";

/** What an administrator may set about the relay. Every variable may be absent. */

export interface RelaySettings {
  /** `PCT_DATA_DIR`: the folder of the SQLite file. */
  readonly dataFolder: string;
  /** `PCT_REDIS_URL`: the store is there instead. */
  readonly redisUrl: string | null;
  /** `PCT_MAX_BYTES` of a delivery. */
  readonly maxBytes: number;
  /** `PCT_MAX_REQUESTS` at a time, `PCT_MAX_STORED_BYTES` of all deliveries. */
  readonly capacity: Capacity;
  /** `PCT_RATE_LIMIT`: requests and deliveries, each, that a client may make in a minute; null for any number. */
  readonly perMinute: number | null;
  /** `PCT_TRUST_PROXY`: how many proxies before this server are its administrator's. */
  readonly hops: number;
  /** `PCT_METRICS_PORT`: where Prometheus may ask; null for nowhere. */
  readonly metricsPort: number | null;
  /** `PCT_LOG_LEVEL`. */
  readonly logLevel: LogLevel;
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
  readonly otherwise: number;
}

const RANGES = {
  PCT_MAX_BYTES: { minimum: 1024, maximum: 67_108_864, otherwise: 1_048_576 },
  PCT_MAX_REQUESTS: { minimum: 1, maximum: 10_000_000, otherwise: 100_000 },
  PCT_MAX_STORED_BYTES: { minimum: 1_048_576, maximum: 2 ** 40, otherwise: 2 ** 30 },
  PCT_RATE_LIMIT: { minimum: 1, maximum: 1_000_000, otherwise: 60 },
  PCT_TRUST_PROXY: { minimum: 0, maximum: 10, otherwise: 0 },
  PCT_METRICS_PORT: { minimum: 0, maximum: 65_535, otherwise: 0 },
} satisfies Readonly<Record<string, Range>>;

const LEVELS = ["error", "warn", "info", "silent"] as const;

/**
 * @param variable - Reads one from the environment.
 *
 * @throws {@link StartFailure} for a value that cannot be meant.
 *
 * @example
 * ```ts
 * const settings = relaySettings((name) => process.env[name]);
 * ```
 */
export function relaySettings(variable: (name: string) => string | undefined): RelaySettings {
  function number(name: keyof typeof RANGES): number {
    const { minimum, maximum, otherwise } = RANGES[name];
    const value = variable(name);
    if (value === undefined) return otherwise;
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
    // The value may hold a password.
    throw new StartFailure((t) => t.redisUrlInvalid, 2);
  }

  return {
    dataFolder: variable("PCT_DATA_DIR") ?? "data",
    redisUrl: redisUrl(),
    maxBytes: number("PCT_MAX_BYTES"),
    capacity: { entries: number("PCT_MAX_REQUESTS"), bytes: number("PCT_MAX_STORED_BYTES") },
    perMinute: variable("PCT_RATE_LIMIT") === "off" ? null : number("PCT_RATE_LIMIT"),
    hops: number("PCT_TRUST_PROXY"),
    metricsPort: variable("PCT_METRICS_PORT") === undefined ? null : number("PCT_METRICS_PORT"),
    logLevel: logLevel(),
  };
}
