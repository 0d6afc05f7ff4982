import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { format, resolveConfig } from "prettier";

import { chart } from "./chart.mjs";
import { environment, machine, pointsIn } from "./measure.mjs";

/**
 * `npm run bench`: compares the product with the programs that people would use instead, and prints Markdown.
 * `npm run bench -- files` runs one area. `--write` puts its tables and its chart into docs as well. No test
 * depends on a time.
 */

const AREAS = ["browser", "commands", "generator", "files", "passwords", "relay", "requests"];
const DOCUMENT = path("../docs/benchmarks.md");

const { values, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false } },
});
const unknown = chosen.filter((area) => !AREAS.includes(area));
if (unknown.length > 0) {
  console.error(`no such area: ${unknown.join(", ")}. Areas: ${AREAS.join(", ")}`);
  process.exit(2);
}
for (const area of chosen.length > 0 ? chosen : AREAS) {
  const { text, points } = await measure(area);
  if (values.write) await write(area, text, points);
}

function path(relative) {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** Runs an area, shows what it prints, and returns that with the points of its chart. */
async function measure(area) {
  const folder = mkdtempSync(join(tmpdir(), "pct-bench-"));
  const pointsFile = join(folder, "points");
  try {
    const child = spawn(process.execPath, [path(`./${area}.mjs`)], {
      stdio: ["inherit", "pipe", "inherit"],
      env: { ...environment, BENCH_POINTS: pointsFile },
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece) => {
      process.stdout.write(piece);
      text += piece;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    if (code !== 0) process.exit(code ?? 1);
    return { text, points: pointsIn(pointsFile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Replaces what docs/benchmarks.md has between the marks of an area. */
async function write(area, text, points) {
  const document = readFileSync(DOCUMENT, "utf8");
  const [begin, end] = [`<!-- ${area} -->\n`, `<!-- end of ${area} -->`];
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  if (start === -1 || stop === -1) throw new Error(`docs/benchmarks.md has no place for ${area}`);
  const picture = points.length > 0 ? `\n![Ratios of ${area}](charts/${area}.svg)\n\n` : "\n";
  const changed = `${document.slice(0, start)}${begin}${picture}${text.trim()}\n\n${document.slice(stop)}`;
  const options = { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT };
  writeFileSync(DOCUMENT, await format(changed, options));
  if (points.length === 0) return;
  mkdirSync(path("../docs/charts"), { recursive: true });
  writeFileSync(
    path(`../docs/charts/${area}.svg`),
    chart(points, `Time of pct ÷ time of the other. ${machine()}`),
  );
}
