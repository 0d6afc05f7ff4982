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
    capacity: { entries: 100_000, bytes: 1_073_741_824 },
    perMinute: 60,
    trustedProxies: 0,
    metricsPort: null,
    logLevel: "info",
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
      PCT_RATE_LIMIT: "off",
      PCT_TRUST_PROXY: "2",
      PCT_METRICS_PORT: "9464",
      PCT_LOG_LEVEL: "silent",
    }),
  ).toEqual({
    dataFolder: "/var/lib/pct",
    redisUrl: "rediss://user:password@cache.example.org:6380/1",
    maxBytes: 67_108_864,
    capacity: { entries: 10, bytes: 1_048_576 },
    perMinute: null,
    trustedProxies: 2,
    metricsPort: 9464,
    logLevel: "silent",
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
    ["PCT_RATE_LIMIT", "0"],
    ["PCT_RATE_LIMIT", "OFF"],
    ["PCT_TRUST_PROXY", "true"],
    ["PCT_TRUST_PROXY", "11"],
    ["PCT_METRICS_PORT", "65536"],
    ["PCT_LOG_LEVEL", "debug"],
  ])("%s=%s", (name, value) => {
    const failure = failureOf({ [name]: value });
    expect(failure.exitCode).toBe(2);
    for (const sentences of Object.values(serverSentences)) {
      const { what, hint } = failure.say(sentences);
      expect(what).toContain(`${name}=${value}`);
      expect(hint).not.toBe("");
    }
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
