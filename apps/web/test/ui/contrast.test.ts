import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

/** The colour pairs of globals.css, by name. */
const tokens = new Map(
  [
    ...readFileSync(new URL("../../src/ui/globals.css", import.meta.url), "utf8").matchAll(
      /--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
    ),
  ].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const),
);

const BACKGROUNDS = ["paper", "sheet", "wash", "action-wash", "care-wash", "danger-wash"];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  it.each([
    ["ink", 7],
    ["soft", 7],
    ["action", 4.5],
    ["action-strong", 4.5],
    ["care", 4.5],
    ["danger", 4.5],
    ["edge", 3],
  ])("%s has a contrast of %d : 1 or more on every background", (name, least) => {
    for (const background of BACKGROUNDS) {
      expect(contrast(colour(name), colour(background)), background).toBeGreaterThanOrEqual(least);
    }
  });

  it.each(["action", "action-strong", "danger", "danger-strong"])(
    "text on %s has a contrast of 4.5 : 1 or more",
    (background) => {
      expect(contrast(colour("on-action"), colour(background))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it("has neither pure black nor pure white", () => {
    expect(tokens.size).toBeGreaterThan(BACKGROUNDS.length);
    for (const pair of tokens.values()) expect(["#000000", "#ffffff"]).not.toContain(pair[theme]);
  });

  function colour(name: string): string {
    const pair = tokens.get(name);
    if (pair === undefined) throw new Error(`no token --color-${name}`);
    return pair[theme];
  }
});

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
