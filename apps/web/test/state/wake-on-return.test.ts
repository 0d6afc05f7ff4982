import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { wakeOnReturn } from "#/state/wake-on-return.js";

/** The document whose visibility is observed. */
let page: EventTarget & { visibilityState: string };
let controller: AbortController;
const wake = vi.fn();

beforeEach(() => {
  const window = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  vi.stubGlobal("document", page);
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("dispatchEvent", window.dispatchEvent.bind(window));
  wake.mockReset();
  controller = new AbortController();
  wakeOnReturn(wake, controller.signal);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function changeVisibility(visibilityState: string): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

it("wakes when the device is online again", () => {
  dispatchEvent(new Event("online"));
  expect(wake).toHaveBeenCalledTimes(1);
});

it("wakes when the page is shown, not when it is hidden", () => {
  changeVisibility("hidden");
  expect(wake).not.toHaveBeenCalled();
  changeVisibility("visible");
  expect(wake).toHaveBeenCalledTimes(1);
});

it("stops listening once it is aborted", () => {
  controller.abort();
  dispatchEvent(new Event("online"));
  changeVisibility("visible");
  expect(wake).not.toHaveBeenCalled();
});
