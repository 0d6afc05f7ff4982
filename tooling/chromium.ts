import { existsSync } from "node:fs";

import { chromium } from "playwright";

/** Path of the browser for tests: PCT_CHROMIUM, Playwright's, or the system's. */
export function chromiumPath(): string | undefined {
  const chosen = process.env.PCT_CHROMIUM;
  if (chosen !== undefined && chosen !== "") return chosen;
  return [
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
  ].find((path) => existsSync(path));
}

/** The path, or `undefined` and a warning. With `CI=true` a missing browser is an error. */
export function expectChromium(): string | undefined {
  const path = chromiumPath();
  if (path !== undefined) return path;
  const message =
    "no Chromium found: tests in a browser are skipped (apt-get install chromium, or PCT_CHROMIUM=path)";
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
  return undefined;
}

/** Flags that stop Chromium's background work. */
export function chromiumFlags(): string[] {
  return [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Chromium refuses to start as root with its sandbox.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
}
