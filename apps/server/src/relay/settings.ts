import { RELAY_LIMITS } from "@pct/delivery/wire";

import { StartFailure } from "../start-failure.js";
import type { LogLevel } from "./log.js";
import { weigh } from "./stores/client-ledger.js";
import type { StoreLimits } from "./stores/store.js";

/** The settings of the relay. Every variable is optional. */

export interface RelaySettings {
  /** `PCT_DATA_DIR`: the folder of the SQLite file. */
  readonly dataFolder: string;
  /** `PCT_REDIS_URL`: the store is on this server instead; null for SQLite. */
  readonly redisUrl: string | null;
  /** `PCT_MAX_BYTES`: bytes of a delivery. */
  readonly maxBytes: number;
  /**
   * `PCT_MAX_REQUESTS` at the same time, `PCT_MAX_STORED_BYTES` of all deliveries; the share of one client is
   * `PCT_CLIENT_REQUESTS` and `PCT_CLIENT_BYTES`.
   */
  readonly store: StoreLimits;
  /** `PCT_CLIENT_UPLOADS`: uploads of one client at the same time; null for no limit. */
  readonly uploadsPerClient: number | null;
  /** `PCT_RATE_LIMIT`: how many requests, and how many deliveries, a client may make in a minute; null for no limit. */
  readonly perMinute: number | null;
  /** `PCT_TRUST_PROXY`: how many proxies of the administrator are in front of this server. */
  readonly trustedProxies: number;
  /** `PCT_METRICS_PORT`: the port for Prometheus; null for no metrics. */
  readonly metricsPort: number | null;
  /** `PCT_METRICS_HOST`: the address that this port listens on. */
  readonly metricsHost: string;
  /** `PCT_LOG_LEVEL`. */
  readonly logLevel: LogLevel;
  /** `PCT_MAX_EXPIRY`: seconds after which every request is over, if its creator asks for more. */
  readonly maxExpirySeconds: number;
  /** `PCT_REQUIRE_WORDS`: whether senders must confirm the six words. */
  readonly requireWords: boolean;
  /** `PCT_WEBHOOK_URL` and `PCT_WEBHOOK_SECRET_FILE`: where to send events; null for nowhere. */
  readonly webhook: { readonly url: string; readonly secretFile: string } | null;
  /** `PCT_AUDIT_LOG`: the file for events; null for none. */
  readonly auditLog: string | null;
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
  /** Zero: it depends on other settings. */
  readonly fallback: number;
}

/** The part of the store that one client may fill. */
const CLIENT_SHARE = 0.1;

const RANGES = {
  PCT_MAX_BYTES: { minimum: 1024, maximum: 67_108_864, fallback: 1_048_576 },
  PCT_MAX_REQUESTS: { minimum: 1, maximum: 10_000_000, fallback: 100_000 },
  PCT_MAX_STORED_BYTES: { minimum: 1_048_576, maximum: 2 ** 40, fallback: 2 ** 30 },
  PCT_CLIENT_REQUESTS: { minimum: 1, maximum: 10_000_000, fallback: 0 },
  PCT_CLIENT_BYTES: { minimum: 1024, maximum: 2 ** 40, fallback: 0 },
  PCT_CLIENT_UPLOADS: { minimum: 1, maximum: 10_000, fallback: 16 },
  PCT_RATE_LIMIT: { minimum: 1, maximum: 1_000_000, fallback: 60 },
  PCT_TRUST_PROXY: { minimum: 0, maximum: 10, fallback: 0 },
  PCT_METRICS_PORT: { minimum: 0, maximum: 65_535, fallback: 0 },
  PCT_MAX_EXPIRY: {
    ...RELAY_LIMITS.expiresIn,
    fallback: RELAY_LIMITS.expiresIn.maximum,
  },
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
  function number(name: keyof typeof RANGES, fallback = RANGES[name].fallback): number {
    const { minimum, maximum } = RANGES[name];
    const value = variable(name);
    if (value === undefined) return fallback;
    const result = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (result >= minimum && result <= maximum) return result;
    const [from, to] = [minimum.toString(), maximum.toString()];
    throw new StartFailure((t) => t.numberInvalid({ name, value, from, to }), 2);
  }

  /** A limit of each client; null for `off`. */
  function clientLimit(name: keyof typeof RANGES, fallback?: number): number | null {
    return variable(name) === "off" ? null : number(name, fallback);
  }

  function storeLimits(maxBytes: number): StoreLimits {
    const capacity = { entries: number("PCT_MAX_REQUESTS"), bytes: number("PCT_MAX_STORED_BYTES") };
    // In a small store, the largest delivery with the longest lifetime still fits into a share.
    const largest = weigh(maxBytes, RELAY_LIMITS.expiresIn.maximum * 1000);
    const tenth = {
      entries: Math.ceil(capacity.entries * CLIENT_SHARE),
      bytes: Math.max(largest, Math.ceil(capacity.bytes * CLIENT_SHARE)),
    };
    const share = {
      entries: clientLimit("PCT_CLIENT_REQUESTS", tenth.entries) ?? Number.MAX_SAFE_INTEGER,
      bytes: clientLimit("PCT_CLIENT_BYTES", tenth.bytes) ?? Number.MAX_SAFE_INTEGER,
    };
    return { capacity, share };
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

  function requireWords(): boolean {
    const value = variable("PCT_REQUIRE_WORDS") ?? "off";
    if (value === "on" || value === "off") return value === "on";
    throw new StartFailure((t) => t.switchInvalid({ name: "PCT_REQUIRE_WORDS", value }), 2);
  }

  function webhook(): RelaySettings["webhook"] {
    const url = variable("PCT_WEBHOOK_URL");
    const secretFile = variable("PCT_WEBHOOK_SECRET_FILE");
    if (url === undefined) return null;
    // Not repeated in the message: a URL may contain a secret. `fetch` refuses one with a user.
    if (!isWebAddress(url)) throw new StartFailure((t) => t.webhookUrlInvalid, 2);
    if (secretFile === undefined) throw new StartFailure((t) => t.webhookSecretMissing, 2);
    return { url, secretFile };
  }

  const maxBytes = number("PCT_MAX_BYTES");
  return {
    dataFolder: variable("PCT_DATA_DIR") ?? "data",
    redisUrl: redisUrl(),
    maxBytes,
    store: storeLimits(maxBytes),
    uploadsPerClient: clientLimit("PCT_CLIENT_UPLOADS"),
    perMinute: clientLimit("PCT_RATE_LIMIT"),
    trustedProxies: number("PCT_TRUST_PROXY"),
    metricsPort: variable("PCT_METRICS_PORT") === undefined ? null : number("PCT_METRICS_PORT"),
    metricsHost: variable("PCT_METRICS_HOST") ?? "127.0.0.1",
    logLevel: logLevel(),
    maxExpirySeconds: number("PCT_MAX_EXPIRY"),
    requireWords: requireWords(),
    webhook: webhook(),
    auditLog: variable("PCT_AUDIT_LOG") ?? null,
  };
}

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === "" && password === "";
}
