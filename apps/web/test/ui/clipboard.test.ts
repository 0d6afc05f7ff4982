import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { CLEARED_AFTER, copySecret, copyText } from "../../src/ui/clipboard";
import type { CopyFate } from "../../src/ui/clipboard";

let held = "";
let focused = true;
let permission: "granted" | "denied" = "denied";
let refuses = false;
let fates: CopyFate[] = [];
const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  [held, focused, permission, refuses, fates] = ["", true, "denied", false, []];
  vi.stubGlobal("document", { hasFocus: () => focused });
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("navigator", {
    permissions: { query: () => Promise.resolve({ state: permission }) },
    clipboard: {
      readText: () => Promise.resolve(held),
      writeText: (text: string) => {
        if (refuses) return Promise.reject(new DOMException("no", "NotAllowedError"));
        held = text;
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
  copySecret(secret, (fate) => {
    fates.push(fate);
  });

const pass = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);

it("takes a secret out of the clipboard when its time is over, and not before", async () => {
  expect(await copy("s3cret")).toBe(true);
  await pass(CLEARED_AFTER - 1);
  expect(held).toBe("s3cret");
  await pass(1);
  expect(held).toBe("");
  expect(fates).toEqual(["cleared"]);
});

it("waits for the page to have the focus again", async () => {
  await copy("s3cret");
  focused = false;
  await pass(CLEARED_AFTER);
  expect([held, fates]).toEqual(["s3cret", ["waits"]]);
  focused = true;
  page.dispatchEvent(new Event("focus"));
  await pass(0);
  expect([held, fates]).toEqual(["", ["waits", "cleared"]]);
});

it("leaves alone what was copied elsewhere, where it may look", async () => {
  permission = "granted";
  await copy("s3cret");
  held = "something else";
  await pass(CLEARED_AFTER);
  expect([held, fates]).toEqual(["something else", ["replaced"]]);
});

it("forgets the earlier secret when something else is copied here", async () => {
  await copy("first");
  await pass(CLEARED_AFTER - 1);
  await copyText("a user");
  await pass(CLEARED_AFTER);
  expect([held, fates]).toEqual(["a user", []]);
});

it("says so when the browser refuses to copy, and when it refuses to clear", async () => {
  refuses = true;
  expect(await copy("s3cret")).toBe(false);
  refuses = false;
  await copy("s3cret");
  refuses = true;
  await pass(CLEARED_AFTER);
  expect([held, fates]).toEqual(["s3cret", ["stays"]]);
});
