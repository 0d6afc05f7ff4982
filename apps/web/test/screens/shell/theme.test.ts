import { runInNewContext } from "node:vm";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { changeTheme, SHOW_CHOSEN_THEME, showChosenTheme } from "#/screens/shell/theme.js";

let dataset: { theme?: string };
let stored: Map<string, string>;
let systemIsDark: boolean;

beforeEach(() => {
  dataset = {};
  stored = new Map();
  systemIsDark = false;
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("matchMedia", () => ({ matches: systemIsDark }));
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("changeTheme", () => {
  it("chooses the other theme than the system's, and stores it", () => {
    changeTheme();
    expect(dataset.theme).toBe("dark");
    expect(stored.get("theme")).toBe("dark");
  });

  it("removes the choice when it's the system's theme again", () => {
    systemIsDark = true;
    changeTheme();
    expect(stored.get("theme")).toBe("light");
    changeTheme();
    expect(dataset.theme).toBeUndefined();
    expect(stored.size).toBe(0);
  });

  it("changes the theme without storage, too", () => {
    vi.stubGlobal("localStorage", {
      getItem: () => {
        throw new DOMException("", "SecurityError");
      },
      setItem: () => {
        throw new DOMException("", "SecurityError");
      },
    });
    changeTheme();
    expect(dataset.theme).toBe("dark");
  });
});

describe.each([
  ["showChosenTheme", showChosenTheme],
  [
    "the script in the page",
    () => {
      runInNewContext(SHOW_CHOSEN_THEME, { document, localStorage });
    },
  ],
])("%s", (_, show) => {
  it.each(["light", "dark"])("applies the stored theme %s", (theme) => {
    stored.set("theme", theme);
    show();
    expect(dataset.theme).toBe(theme);
  });

  it.each([null, "blue", "<b>"])("follows the system if %j is stored", (value) => {
    if (value !== null) stored.set("theme", value);
    show();
    expect(dataset.theme).toBeUndefined();
  });
});

it("has no character in the script that React would escape", () => {
  expect(SHOW_CHOSEN_THEME).not.toMatch(/["'&<>]/);
});
