import { afterAll, beforeAll, expect, it } from "vitest";

import { answerWith, ask, person, receive, requestFiles } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";

/** Failures whose time limit is long. */

let relay: MemoryRelay;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());

it("a server that drips its answer does not hold pct receive --no-wait for more than its limit", async () => {
  const ana = person(relay.url);
  const asked = await ask(relay.url, ana);
  await answerWith(relay.url, asked, "hunter2");
  relay.fault = () => "drip";
  const begun = performance.now();
  const result = await receive(["--no-wait"], ana);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain("did not answer in time");
  expect(performance.now() - begun).toBeLessThan(45_000);
  expect(requestFiles(ana)).toHaveLength(1);
});
