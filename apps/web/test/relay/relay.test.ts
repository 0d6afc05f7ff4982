import { afterEach, expect, it, vi } from "vitest";

import { hasRelay } from "#/relay/relay.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

function respond(status: number, contentType: string): { cancel: ReturnType<typeof vi.fn> } {
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  const response = new Response(body, { status, headers: { "content-type": contentType } });
  vi.stubGlobal("fetch", () => Promise.resolve(response));
  return { cancel };
}

it.each([
  [200, "application/json", true],
  [503, "application/json", true],
  [404, "text/html", false],
  [502, "text/html", null],
])("cancels the body of a %s answer of type %s, which means %s", async (status, type, expected) => {
  const { cancel } = respond(status, type);
  expect(await hasRelay()).toBe(expected);
  expect(cancel).toHaveBeenCalledTimes(1);
});

it("can't tell without an answer", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  expect(await hasRelay()).toBeNull();
});
