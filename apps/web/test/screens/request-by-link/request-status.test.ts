import { expect, it } from "vitest";

import type { KeptRequest } from "#/crypto/interface/requests.js";
import { hasEnded, listedStatus } from "#/screens/request-by-link/request-status.js";

function request(stage: KeptRequest["stage"]): KeptRequest {
  const words = { es: [], en: [] };
  return { id: "x", words, link: "", for: null, from: null, createdAt: 0, expiresAt: 0, stage };
}

it("counts received, expired and cancelled requests as ended", () => {
  const stages = ["making", "waiting", "received", "expired", "cancelled"] as const;
  expect(stages.filter((stage) => hasEnded(request(stage)))).toEqual([
    "received",
    "expired",
    "cancelled",
  ]);
});

it.each([
  ["open", "waiting"],
  ["delivered", "arrived"],
  ["received", "claimsReceived"],
  ["cancelled", "claimsCancelled"],
  ["expired", "claimsExpired"],
  ["unknown", "gone"],
  ["altered", "altered"],
  ["unreachable", "unreachable"],
] as const)("lists %s as %s", (status, listed) => {
  expect(listedStatus(status)).toBe(listed);
});
