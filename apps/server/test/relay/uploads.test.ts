import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Uploads } from "#/relay/api/uploads.js";
import type { Upload, UploadLimits } from "#/relay/api/uploads.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Uploads, and the names of those that gave way, in order. */
function newUploads(limits: Partial<UploadLimits> = {}) {
  const uploads = new Uploads({
    places: 4,
    placesPerClient: null,
    maxTotalBytes: 1_000_000,
    ...limits,
  });
  const displaced: string[] = [];
  const begin = (client: string, name: string): Upload => {
    const upload = uploads.begin(client, () => {
      displaced.push(name);
      uploads.end(upload);
    });
    return upload;
  };
  return { uploads, displaced, begin };
}

describe("when all places are taken", () => {
  it("the slowest upload of the client that has most gives way to the newcomer", () => {
    const { uploads, displaced, begin } = newUploads();
    begin("one", "stalled");
    const busy = begin("one", "busy");
    const dripping = begin("one", "dripping");
    begin("two", "stalled, of another client");
    for (let second = 0; second < 10; second++) {
      vi.advanceTimersByTime(1000);
      uploads.receive(busy, 20_000);
      uploads.receive(dripping, 1);
    }
    begin("three", "first newcomer");
    begin("four", "second newcomer");
    expect(displaced).toEqual(["stalled", "dripping"]);
  });

  it("an upload that began just now does not give way to the next one", () => {
    const { displaced, begin } = newUploads({ places: 2 });
    begin("one", "stalled");
    vi.advanceTimersByTime(5000);
    const recent = begin("one", "new");
    vi.advanceTimersByTime(1100);
    expect(recent.bytes).toBe(0);
    begin("two", "newcomer");
    expect(displaced).toEqual(["stalled"]);
  });

  it("an upload that sent much long ago counts as stalled", () => {
    const { uploads, displaced, begin } = newUploads({ places: 2 });
    uploads.receive(begin("one", "stalled at its end"), 900_000);
    const slow = begin("one", "slow");
    for (let second = 0; second < 20; second++) {
      vi.advanceTimersByTime(1000);
      uploads.receive(slow, 5000);
    }
    begin("two", "newcomer");
    expect(displaced).toEqual(["stalled at its end"]);
  });
});

it("a client that has all of its places displaces its own upload", () => {
  const { displaced, begin } = newUploads({ placesPerClient: 2 });
  begin("two", "other");
  begin("one", "first");
  vi.advanceTimersByTime(1500);
  begin("one", "second");
  begin("one", "third");
  expect(displaced).toEqual(["first"]);
});

it("a burst displaces nothing until it lasts for a second", () => {
  const { displaced, begin } = newUploads({ places: 10, placesPerClient: 3 });
  for (let i = 0; i < 50; i++) begin("one", i.toString());
  expect(displaced).toEqual([]);
  vi.advanceTimersByTime(1000);
  begin("one", "later");
  expect(displaced).toHaveLength(48);
});

it("too many bytes end the slowest upload of the client that has most", () => {
  const { uploads, displaced, begin } = newUploads({ places: 100 });
  const other = begin("two", "other");
  uploads.receive(other, 100_000);
  for (let i = 0; i < 3; i++) {
    uploads.receive(begin("one", i.toString()), 300_000);
    vi.advanceTimersByTime(100);
  }
  expect(displaced).toEqual([]);
  uploads.receive(other, 100_000);
  expect(displaced).toEqual(["0"]);
  uploads.receive(other, 200_000);
  expect(displaced).toEqual(["0"]);
});

it("an upload that has ended frees its place and its bytes", () => {
  const { uploads, displaced, begin } = newUploads({ places: 1, placesPerClient: 1 });
  for (let i = 0; i < 10; i++) {
    const upload = begin("one", i.toString());
    uploads.receive(upload, 900_000);
    uploads.end(upload);
    uploads.end(upload);
  }
  expect(displaced).toEqual([]);
});
