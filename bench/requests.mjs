import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright";

import { environment, interleave, machine, markdown, median, quantile, table } from "./measure.mjs";

/**
 * How long a person waits for a request link: in the portal, from *Make the link* to the link on the screen, in
 * Chromium beside the built server; and `pct request --no-wait`, the whole process.
 */

const VISITS = 31;
const ROUNDS = 21;

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const chrome = [process.env.CHROME_PATH, chromium.executablePath(), "/usr/bin/chromium"].find(
  (file) => file !== undefined && existsSync(file),
);
if (chrome === undefined) throw new Error("no Chromium: CHROME_PATH=path");

const folder = mkdtempSync(join(tmpdir(), "pct-bench-"));
const server = spawn(process.execPath, [path("../apps/server/dist/server.js")], {
  env: { ...environment, PORT: "0", PCT_DATA_DIR: join(folder, "data"), PCT_RATE_LIMIT: "off" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const origin = await addressOf(server);
  console.log(`${machine()}. \`npm run bench -- requests\`\n`);
  await portal(origin);
  commands(origin);
} finally {
  server.kill();
  await once(server, "exit");
  rmSync(folder, { recursive: true, force: true });
}

async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\/\/\S+\d/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  const [code] = await once(child, "exit");
  throw new Error(`the server ended with ${code}: is the portal built?`);
}

/** Each visit is a new browser profile: nothing is cached, and the worker has made no key yet. */
async function portal(origin) {
  const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath: chrome, args });
  const times = [];
  try {
    for (let visit = -1; visit < VISITS; visit++) {
      const context = await browser.newContext({ locale: "en" });
      const page = await context.newPage();
      await page.goto(`${origin}/en/request/`);
      await page.locator("main form input").first().fill("AWS");
      const time = await page.evaluate(linkTime);
      if (visit >= 0) times.push(time);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const cells = [median(times), quantile(times, 0.95), Math.max(...times)];
  console.log(`${VISITS} visits, from the click to the frame that shows the link.\n`);
  const head = ["portal", "median ms", "p95 ms", "longest ms"];
  console.log(markdown(head, [["Make the link", ...cells.map((ms) => ms.toFixed(0))]]));
}

/* global document, performance, requestAnimationFrame */
/** Runs in the page: milliseconds from the click to the frame in which a request link is visible. */
function linkTime() {
  return new Promise((resolve) => {
    const start = performance.now();
    const look = () => {
      const isShown = /\/s\/[\w-]{43}/.test(document.querySelector("main")?.innerText ?? "");
      if (isShown) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    document.querySelector("main form button[type=submit]").click();
    requestAnimationFrame(look);
  });
}

function commands(origin) {
  const pct = path("../apps/cli/bin/pct.cjs");
  const request = (...args) => [pct, "request", "--no-wait", "--server", origin, ...args];
  // Where pct stores its requests, so that the user's own stay as they are.
  environment.XDG_DATA_HOME = join(folder, "home");
  const node = (name, args) => ({ name, command: process.execPath, args });
  const times = interleave(
    [
      node("node -e 0", ["-e", "0"]),
      node("pct request --no-wait", request()),
      node("pct request --no-wait --rsa", request("--rsa")),
    ],
    ROUNDS,
    folder,
  );
  console.log(`\n${ROUNDS} rounds.\n\n${table(times, ["node -e 0"])}`);
}
