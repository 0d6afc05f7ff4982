import { serverSentences } from "@pct/messages/server";
import { describe, expect, it } from "vitest";

import { bodyTimeoutMs } from "#/relay/open-relay.js";
import { relaySettings } from "#/relay/settings.js";
import type { RelaySettings } from "#/relay/settings.js";
import { StartFailure } from "#/start-failure.js";

function settings(environment: Readonly<Record<string, string>>): RelaySettings {
  return relaySettings((name) => environment[name]);
}

it("have these defaults", () => {
  expect(settings({})).toEqual({
    dataFolder: "data",
    redisUrl: null,
    maxBytes: 1_048_576,
    store: {
      capacity: { entries: 100_000, bytes: 1_073_741_824 },
      share: { entries: 10_000, bytes: 107_374_183 },
    },
    uploadsPerClient: 16,
    perMinute: 60,
    trustedProxies: 0,
    metricsPort: null,
    metricsHost: "127.0.0.1",
    logLevel: "info",
    maxExpirySeconds: 2_592_000,
    requireWords: false,
    webhook: null,
    auditLog: null,
  });
});

it("come from the environment", () => {
  expect(
    settings({
      PCT_DATA_DIR: "/var/lib/pct",
      PCT_REDIS_URL: "rediss://user:password@cache.example.org:6380/1",
      PCT_MAX_BYTES: "67108864",
      PCT_MAX_REQUESTS: "10",
      PCT_MAX_STORED_BYTES: "1048576",
      PCT_CLIENT_REQUESTS: "5",
      PCT_CLIENT_BYTES: "2048",
      PCT_CLIENT_UPLOADS: "3",
      PCT_RATE_LIMIT: "off",
      PCT_TRUST_PROXY: "2",
      PCT_METRICS_PORT: "9464",
      PCT_METRICS_HOST: "10.0.0.7",
      PCT_LOG_LEVEL: "silent",
      PCT_MAX_EXPIRY: "86400",
      PCT_REQUIRE_WORDS: "on",
      PCT_WEBHOOK_URL: "https://hooks.example.org/pct?token=x",
      PCT_WEBHOOK_SECRET_FILE: "/run/secrets/webhook",
      PCT_AUDIT_LOG: "/var/log/pct/audit.log",
    }),
  ).toEqual({
    dataFolder: "/var/lib/pct",
    redisUrl: "rediss://user:password@cache.example.org:6380/1",
    maxBytes: 67_108_864,
    store: {
      capacity: { entries: 10, bytes: 1_048_576 },
      share: { entries: 5, bytes: 2048 },
    },
    uploadsPerClient: 3,
    perMinute: null,
    trustedProxies: 2,
    metricsPort: 9464,
    metricsHost: "10.0.0.7",
    logLevel: "silent",
    maxExpirySeconds: 86_400,
    requireWords: true,
    webhook: { url: "https://hooks.example.org/pct?token=x", secretFile: "/run/secrets/webhook" },
    auditLog: "/var/log/pct/audit.log",
  });
});

describe("the share of a client", () => {
  it("has room for the largest delivery in a small store", () => {
    const { share } = settings({ PCT_MAX_REQUESTS: "3", PCT_MAX_STORED_BYTES: "1048576" }).store;
    expect(share).toEqual({ entries: 1, bytes: 4 * 1_048_576 });
  });

  it("is unlimited where it is off", () => {
    const off = { PCT_CLIENT_REQUESTS: "off", PCT_CLIENT_BYTES: "off", PCT_CLIENT_UPLOADS: "off" };
    const { store, uploadsPerClient } = settings(off);
    expect(store.share).toEqual({
      entries: Number.MAX_SAFE_INTEGER,
      bytes: Number.MAX_SAFE_INTEGER,
    });
    expect(uploadsPerClient).toBe(null);
  });
});

describe("rejects an invalid value with exit code 2", () => {
  it.each([
    ["PCT_MAX_BYTES", "1023"],
    ["PCT_MAX_BYTES", "67108865"],
    ["PCT_MAX_BYTES", "1e6"],
    ["PCT_MAX_BYTES", "1 MiB"],
    ["PCT_MAX_REQUESTS", "0"],
    ["PCT_MAX_STORED_BYTES", "-1"],
    ["PCT_CLIENT_REQUESTS", "0"],
    ["PCT_CLIENT_BYTES", "1023"],
    ["PCT_CLIENT_UPLOADS", "OFF"],
    ["PCT_RATE_LIMIT", "0"],
    ["PCT_RATE_LIMIT", "OFF"],
    ["PCT_TRUST_PROXY", "true"],
    ["PCT_TRUST_PROXY", "11"],
    ["PCT_METRICS_PORT", "65536"],
    ["PCT_LOG_LEVEL", "debug"],
    ["PCT_MAX_EXPIRY", "299"],
    ["PCT_MAX_EXPIRY", "2592001"],
    ["PCT_REQUIRE_WORDS", "yes"],
  ])("%s=%s", (name, value) => {
    const failure = failureOf({ [name]: value });
    expect(failure.exitCode).toBe(2);
    for (const sentences of Object.values(serverSentences)) {
      const { what, hint } = failure.say(sentences);
      expect(what).toContain(`${name}=${value}`);
      expect(hint).not.toBe("");
    }
  });

  it.each(["hooks.example.com", "ftp://hooks", "https://a:b@hooks.example.org", "https://[::1"])(
    "PCT_WEBHOOK_URL=%s, without repeating it",
    (value) => {
      const { what, hint } = failureOf({ PCT_WEBHOOK_URL: value }).say(serverSentences.en);
      expect(`${what} ${hint}`).not.toContain(value);
    },
  );

  it("a webhook without a secret", () => {
    const failure = failureOf({ PCT_WEBHOOK_URL: "https://hooks.example.org" });
    expect(failure.exitCode).toBe(2);
    expect(failure.say(serverSentences.en).what).toContain("PCT_WEBHOOK_SECRET_FILE");
  });

  it.each(["http://localhost", "localhost:6379", "redis:/cache", "redis://:secret@[::1"])(
    "PCT_REDIS_URL=%s, without repeating it",
    (value) => {
      const { what, hint } = failureOf({ PCT_REDIS_URL: value }).say(serverSentences.en);
      expect(`${what} ${hint}`).not.toContain(value);
    },
  );
});

it("give a larger delivery more time", () => {
  expect(bodyTimeoutMs(settings({}))).toBe(32_000);
  expect(bodyTimeoutMs(settings({ PCT_MAX_BYTES: "1024" }))).toBe(30_000);
  expect(bodyTimeoutMs(settings({ PCT_MAX_BYTES: "67108864" }))).toBe(2_048_000);
});

function failureOf(environment: Readonly<Record<string, string>>): StartFailure {
  try {
    settings(environment);
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error("the value was accepted");
}
