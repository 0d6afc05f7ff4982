import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { KeptRequest } from "#/crypto/interface/requests.js";
import { hasEnded, isOver, lackOfContact } from "#/screens/request-by-link/request-status.js";

const NOW = Date.UTC(2026, 10, 22, 9);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

function request(change: Partial<KeptRequest>): KeptRequest {
  const words = { es: [], en: [] };
  const rest = { link: "", for: null, from: null, createdAt: NOW, expiresAt: NOW } as const;
  return { id: "x", words, stage: "waiting", ...rest, ...change };
}

it("waits for what passes by itself, and says which of the two it is", () => {
  expect(lackOfContact("relay-unreachable", false)).toBe("unreachable");
  expect(lackOfContact("relay-timeout", false)).toBe("unreachable");
  expect(lackOfContact("relay-busy", false)).toBe("failing");
  expect(lackOfContact("relay-failed", true)).toBe("failing");
});

it("takes a page in between for a network's own only where a relay has answered before", () => {
  for (const code of ["relay-redirects", "relay-answer-invalid"] as const) {
    expect(lackOfContact(code, true)).toBe("unreachable");
    expect(lackOfContact(code, false)).toBeNull();
  }
});

it("does not wait for what does not pass", () => {
  for (const code of [
    "request-unknown",
    "request-altered",
    "already-received",
    "key-gone",
  ] as const) {
    expect(lackOfContact(code, true)).toBeNull();
  }
});

it("has ended when it was received, expired or cancelled", () => {
  const stages = ["making", "waiting", "received", "expired", "cancelled"] as const;
  const ended = stages.filter((stage) => hasEnded(request({ stage })));
  expect(ended).toEqual(["received", "expired", "cancelled"]);
});

it("allows two clocks to differ by a minute", () => {
  expect(isOver(request({ expiresAt: NOW + 59_000 }))).toBe(true);
  expect(isOver(request({ expiresAt: NOW + 61_000 }))).toBe(false);
});
