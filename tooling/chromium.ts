import { existsSync } from "node:fs";

import { chromium } from "playwright";

/** The browser that tests run in: that of the environment, of Playwright, or of the system. */
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

/** The path, or `undefined` when what needs it must be left out, which is said aloud; in CI it must not. */
export function expectChromium(): string | undefined {
  const path = chromiumPath();
  if (path !== undefined) return path;
  const message =
    "no Chromium found: what runs in a browser is left out (apt-get install chromium, or PCT_CHROMIUM=path)";
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
  return undefined;
}

/** What Chromium is started with: it does nothing of its own accord. */
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
