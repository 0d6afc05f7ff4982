import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright";

import { environment, has, machine, markdown, median } from "./measure.mjs";

/**
 * `node bench/lighthouse.mjs`: Lighthouse scores of the built portal, on a computer and on a slow phone.
 * Prints Markdown: the median of each score, then the audits that cost points.
 */

const ROUNDS = 3;
const PAGES = ["/en/", "/en/receive/"];

/** The minimum score of each category, in hundredths. */
const WANTED = {
  desktop: { performance: 95, accessibility: 100, "best-practices": 100, seo: 90 },
  mobile: { performance: 90, accessibility: 100, "best-practices": 100, seo: 90 },
};
const CATEGORIES = Object.keys(WANTED.desktop);

const SERVER = fileURLToPath(new URL("../apps/server/dist/server.js", import.meta.url));
const LIGHTHOUSE = fileURLToPath(import.meta.resolve("lighthouse/cli/index.js"));
const chrome = [process.env.CHROME_PATH, chromium.executablePath(), "/usr/bin/chromium"].find(
  (path) => path !== undefined && has(path, "--version"),
);
if (chrome === undefined) throw new Error("no Chromium: CHROME_PATH=path");

const data = mkdtempSync(join(tmpdir(), "pct-lighthouse-"));
const server = spawn(process.execPath, [SERVER], {
  env: { ...environment, PORT: "0", PCT_DATA_DIR: data },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const origin = await addressOf(server);
  console.log(`${machine()}\n\nCommand: \`node bench/lighthouse.mjs\`, ${ROUNDS} rounds.\n`);
  const rows = [];
  const flaws = new Set();
  for (const form of Object.keys(WANTED)) {
    for (const page of PAGES) {
      const reports = [];
      for (let round = 0; round < ROUNDS; round++) reports.push(await judge(origin + page, form));
      rows.push(row(page, form, reports));
      for (const report of reports) for (const flaw of flawsOf(report)) flaws.add(flaw);
    }
  }
  const head = ["", ...CATEGORIES, "first paint", "largest paint", "blocked", "shifted"];
  console.log(markdown(head, rows));
  if (flaws.size > 0) console.log(`\nWhat cost points:\n\n${[...flaws].sort().join("\n")}`);
} finally {
  server.kill();
  await once(server, "exit");
  rmSync(data, { recursive: true, force: true });
}

/** A report. Repeats a visit at most twice if Lighthouse missed its start. */
async function judge(url, form) {
  for (let left = 2; ; left--) {
    const report = await visit(url, form);
    const { runtimeError } = report;
    if (runtimeError === undefined) return report;
    if (runtimeError.code !== "NO_NAVSTART" || left === 0) throw new Error(runtimeError.message);
    console.error(`${url}: visited again, since Lighthouse says ${runtimeError.code}`);
  }
}

/** One visit with simulated throttling, which varies least between runs. */
async function visit(url, form) {
  const path = join(data, "report.json");
  const args = [
    ...[LIGHTHOUSE, url, "--output=json", `--output-path=${path}`, "--quiet"],
    ...["--throttling-method=simulate", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
    ...(form === "desktop" ? ["--preset=desktop"] : []),
  ];
  rmSync(path, { force: true });
  try {
    await promisify(execFile)(process.execPath, args, {
      env: { ...environment, CHROME_PATH: chrome },
    });
  } catch (error) {
    // With a report, the report gives the reason.
    if (!existsSync(path)) throw error;
  }
  return JSON.parse(readFileSync(path, "utf8"));
}

function row(page, form, reports) {
  const scores = CATEGORIES.map((category) => {
    const points = reports.map(({ categories }) => Math.round(categories[category].score * 100));
    const wanted = WANTED[form][category];
    return median(points) >= wanted ? `${median(points)}` : `**${median(points)}** (of ${wanted})`;
  });
  const value = (id, unit) => {
    const values = reports.map(({ audits }) => audits[id].numericValue);
    return unit === "ms" ? `${Math.round(median(values))} ms` : median(values).toFixed(3);
  };
  return [
    `${page} ${form}`,
    ...scores,
    value("first-contentful-paint", "ms"),
    value("largest-contentful-paint", "ms"),
    value("total-blocking-time", "ms"),
    value("cumulative-layout-shift"),
  ];
}

/** Audits below the full score, without the timings of the table. */
function flawsOf({ categories, audits }) {
  return CATEGORIES.filter((category) => category !== "performance").flatMap((category) =>
    categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `- ${category}, ${id}: ${audits[id].title}`),
  );
}

async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\/\/\S+\d/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  const [code] = await once(child, "exit");
  throw new Error(`the server ended with ${code}: is the portal built?`);
}
