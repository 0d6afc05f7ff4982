import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { classifyRelayError, isExpired, requestStatus, statusFromError } from "#/request-status.js";
import { EXPIRES_AT, MemoryRelay } from "./memory-relay.js";

const NOW = Date.UTC(2026, 10, 22, 9);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("classifyRelayError", () => {
  it.each([
    ["relay-unreachable", "unreachable"],
    ["relay-timeout", "unreachable"],
    ["relay-busy", "failing"],
    ["relay-failed", "failing"],
  ])("calls %s %s, before and after the first answer", (code, contact) => {
    expect(classifyRelayError(code, { hasAnswered: false })).toBe(contact);
    expect(classifyRelayError(code, { hasAnswered: true })).toBe(contact);
  });

  it.each(["relay-redirects", "relay-answer-invalid"])(
    "takes %s for a network in between only after the relay has answered",
    (code) => {
      expect(classifyRelayError(code, { hasAnswered: true })).toBe("unreachable");
      expect(classifyRelayError(code, { hasAnswered: false })).toBeNull();
    },
  );

  it.each([
    ...["request-unknown", "request-cancelled", "request-expired", "request-altered"],
    ...["already-received", "key-gone", ""],
  ])("does not retry %s", (code) => {
    expect(classifyRelayError(code, { hasAnswered: true })).toBeNull();
  });
});

describe("isExpired", () => {
  it("allows two clocks to differ by a minute", () => {
    expect(isExpired(NOW + 59_000)).toBe(true);
    expect(isExpired(NOW + 61_000)).toBe(false);
    expect(isExpired(new Date(NOW + 61_000).toISOString())).toBe(false);
  });
});

describe("statusFromError", () => {
  it.each([
    ["already-received", NOW + 100_000, "received"],
    ["request-unknown", NOW + 100_000, "unknown"],
    ["request-unknown", NOW - 1, "expired"],
    ["request-cancelled", NOW + 100_000, "cancelled"],
    ["request-cancelled", NOW - 1, "cancelled"],
    ["request-expired", NOW - 1, "expired"],
    ["request-altered", NOW - 1, "altered"],
    ["relay-failed", NOW - 1, null],
  ])("reads %s", (code, expiresAt, status) => {
    expect(statusFromError(code, expiresAt)).toBe(status);
  });
});

it("does not take a request for expired on the relay's word alone", () => {
  expect(statusFromError("request-expired", NOW + 100_000)).toBe("unknown");
});

describe("requestStatus", () => {
  it.each(["open", "delivered", "received"] as const)("passes on %s", async (state) => {
    const relay = await MemoryRelay.open();
    relay.state = state;
    const request = { id: relay.id, expiresAt: EXPIRES_AT };
    expect(await requestStatus(relay.client(), request)).toBe(state);
  });

  it("tells a request that the relay lost from one that expired", async () => {
    const relay = await MemoryRelay.open();
    relay.state = "unknown";
    const { id } = relay;
    expect(await requestStatus(relay.client(), { id, expiresAt: EXPIRES_AT })).toBe("unknown");
    expect(await requestStatus(relay.client(), { id, expiresAt: NOW })).toBe("expired");
  });

  it("tells a cancelled request", async () => {
    const relay = await MemoryRelay.open();
    relay.state = "cancelled";
    const request = { id: relay.id, expiresAt: EXPIRES_AT };
    expect(await requestStatus(relay.client(), request)).toBe("cancelled");
  });

  it("reports another key as altered", async () => {
    const relay = await MemoryRelay.open();
    const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
    expect(await requestStatus(relay.client(), { id, expiresAt: EXPIRES_AT })).toBe("altered");
  });

  it("reports a lost connection as unreachable", async () => {
    const relay = await MemoryRelay.open();
    relay.failNext("lost-request");
    const request = { id: relay.id, expiresAt: EXPIRES_AT };
    expect(await requestStatus(relay.client(), request)).toBe("unreachable");
  });

  it("rejects with the reason of its signal", async () => {
    const relay = await MemoryRelay.open();
    const reason = new Error("left");
    const options = { signal: AbortSignal.abort(reason) };
    const status = requestStatus(relay.client(), { id: relay.id, expiresAt: EXPIRES_AT }, options);
    await expect(status).rejects.toBe(reason);
  });
});
