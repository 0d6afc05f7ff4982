import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "libsql";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";

import { ageFile, callsTo, newRequest } from "./fixture.js";
import type { Calls, TestRequest } from "./fixture.js";
import { buildRelay, removeRelay, startRelay } from "./process/started.js";

/** Kills the relay while it writes, and checks that everything it has confirmed is still true. */

const LANES = 4;
const KILLS_PER_LANE = 51;
/** Clients that write at the same time. */
const CLIENTS = 8;
/** The most confirmations before a kill; the next writes are in flight then. */
const MOST = 15;

beforeAll(buildRelay);
afterAll(removeRelay);

/** What the relay has confirmed about a request, and what was asked last, which it may have done. */
interface Known {
  readonly request: TestRequest;
  readonly delivery: Buffer;
  confirmed: "nothing" | "open" | "delivered" | "received" | "cancelled";
  asked: Known["confirmed"];
}

const NEXT = ["nothing", "open", "delivered", "received", "cancelled"] as const;

/** Milliseconds that a running relay has for an answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/** Takes one request after the other through its states until the connection breaks. */
async function live(
  calls: Calls,
  known: Known[],
  onConfirmed: () => void,
  isKilled: () => boolean,
): Promise<void> {
  for (;;) {
    const one: Known = {
      request: newRequest(),
      delivery: ageFile(Buffer.alloc(randomInt(1, 20_000), randomInt(256))),
      confirmed: "nothing",
      asked: "nothing",
    };
    known.push(one);
    const end = randomInt(1, NEXT.length + 1);
    for (const state of NEXT.slice(1, end)) {
      one.asked = state;
      const response = await bring(calls, one, state).catch(() => null);
      if (response === null) {
        expect(isKilled()).toBe(true);
        return;
      }
      expect(response.status).toBeLessThan(300);
      one.confirmed = state;
      onConfirmed();
    }
  }
}

function bring(calls: Calls, { request, delivery }: Known, state: Known["asked"]) {
  switch (state) {
    case "open":
      return calls.create(request);
    case "delivered":
      return calls.deliver(request, delivery);
    case "received":
      return calls.acknowledge(request);
    default:
      return calls.cancel(request);
  }
}

/** The state of a request; checks that a delivery exists exactly when it should. */
async function stateOf(calls: Calls, { request, delivery }: Known): Promise<Known["confirmed"]> {
  const response = await calls.status(request);
  const collected = await calls.collect(request);
  if (response.status === 404 || response.status === 410) {
    expect(collected.status).toBe(response.status);
    return response.status === 404 ? "nothing" : "cancelled";
  }
  const { state } = (await response.json()) as { state: "open" | "delivered" | "received" };
  expect(collected.status).toBe({ open: 204, delivered: 200, received: 410 }[state]);
  if (state === "delivered") {
    expect(Buffer.from(await collected.arrayBuffer()).equals(delivery)).toBe(true);
  }
  return state;
}

/** Starts, writes, kills and checks, repeatedly in one folder. */
async function lane(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "pct-kill-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const env = { PCT_DATA_DIR: folder, PCT_LOG_LEVEL: "error" };
  let confirmations = 0;
  let before: Known[] = [];
  for (let i = 0; i <= KILLS_PER_LANE; i++) {
    const relay = await startRelay({ env });
    const calls = callsTo((path, init) =>
      relay.ask(path, { ...init, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }),
    );
    for (const known of before) {
      const state = await stateOf(calls, known);
      expect([known.confirmed, known.asked]).toContain(state);
      confirmations += NEXT.indexOf(known.confirmed);
    }
    const known: Known[] = [];
    let left = randomInt(MOST);
    let isKilled = false;
    const kill = (): void => {
      if (left-- > 0 || isKilled) return;
      setTimeout(() => {
        isKilled = true;
        void relay.end("SIGKILL");
      }, randomInt(3));
    };
    kill();
    await Promise.all(
      Array.from({ length: CLIENTS }, () => live(calls, known, kill, () => isKilled)),
    );
    await relay.end("SIGKILL");
    expect(relay.output()).toBe("");
    before = known;
  }
  const database = new Database(join(folder, "relay.db"));
  expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  database.close();
  return confirmations;
}

/** For hundreds of starts on a busy machine. */
const timeout = 240_000;

it(
  "loses nothing that it has confirmed in 200 kills, and revives nothing",
  { timeout },
  async () => {
    const confirmations = await Promise.all(Array.from({ length: LANES }, lane));
    // Otherwise the kills came before any write.
    expect(confirmations.reduce((a, b) => a + b)).toBeGreaterThan(2 * LANES * KILLS_PER_LANE);
    console.log(`${confirmations.join(" + ")} confirmations survived`);
  },
);
