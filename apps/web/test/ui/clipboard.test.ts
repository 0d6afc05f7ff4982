import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { CLEAR_AFTER_S, copySecret, copyText } from "#/ui/clipboard.js";
import type { ClipboardState } from "#/ui/clipboard.js";

let content = "";
let hasFocus = true;
let permission: "granted" | "denied" = "denied";
let isRefused = false;
let states: ClipboardState[] = [];
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  [content, hasFocus, permission, isRefused, states] = ["", true, "denied", false, []];
  vi.stubGlobal("document", { hasFocus: () => hasFocus });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("navigator", {
    permissions: { query: () => Promise.resolve({ state: permission }) },
    clipboard: {
      readText: () => Promise.resolve(content),
      writeText: (text: string) => {
        if (isRefused) return Promise.reject(new DOMException("no", "NotAllowedError"));
        content = text;
        return Promise.resolve();
      },
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const copy = (secret: string): Promise<boolean> =>
  copySecret(secret, (state) => {
    states.push(state);
  });

const pass = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);

it("clears a secret after the time limit, and not before", async () => {
  expect(await copy("s3cret")).toBe(true);
  await pass(CLEAR_AFTER_S - 1);
  expect(content).toBe("s3cret");
  await pass(1);
  expect(content).toBe("");
  expect(states).toEqual(["cleared"]);
});

it("clears when the page has the focus again", async () => {
  await copy("s3cret");
  hasFocus = false;
  await pass(CLEAR_AFTER_S);
  expect([content, states]).toEqual(["s3cret", ["waits"]]);
  hasFocus = true;
  page.dispatchEvent(new Event("focus"));
  await pass(0);
  expect([content, states]).toEqual(["", ["waits", "cleared"]]);
});

it("keeps what was copied elsewhere, where it may read the clipboard", async () => {
  permission = "granted";
  await copy("s3cret");
  content = "something else";
  await pass(CLEAR_AFTER_S);
  expect([content, states]).toEqual(["something else", ["replaced"]]);
});

it("cancels clearing when something else is copied here", async () => {
  await copy("first");
  await pass(CLEAR_AFTER_S - 1);
  await copyText("a user");
  await pass(CLEAR_AFTER_S);
  expect([content, states]).toEqual(["a user", []]);
});

it("reports that the browser refuses to copy, or to clear", async () => {
  isRefused = true;
  expect(await copy("s3cret")).toBe(false);
  isRefused = false;
  await copy("s3cret");
  isRefused = true;
  await pass(CLEAR_AFTER_S);
  expect([content, states]).toEqual(["s3cret", ["stays"]]);
});
