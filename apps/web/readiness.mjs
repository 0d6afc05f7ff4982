import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Brings a clone to where `npm start` and `npm run dev` can begin: what they need is installed and
 * built. Only Node is there when this runs for the first time, so nothing else is imported.
 */

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Nothing is built yet when these are said, so they cannot come from `@pct/messages`. */
const SENTENCES = {
  en: {
    installing: "Installing exactly what is locked in pnpm-lock.yaml.",
    building: "Building what has changed; the first time, that is all, and takes a minute.",
  },
  es: {
    installing: "Instalando exactamente lo que fija pnpm-lock.yaml.",
    building: "Construyendo lo que cambió; la primera vez es todo, y toma un minuto.",
  },
};
const { PCT_LANG, LC_ALL, LANG } = process.env;
const t = SENTENCES[/^es(?![a-z])/i.test(PCT_LANG || LC_ALL || LANG || "") ? "es" : "en"];

/** All that a build reads; what it takes from other packages, the lock file says. */
const SOURCES = ["apps/web", "packages", "pnpm-lock.yaml", "tsconfig.base.json", "turbo.json"];
/** What building makes, and what it does not read. */
const NOT_SOURCES =
  /[/\\](?:node_modules|dist|out|\.next|\.turbo|test|vectors|public[/\\]worker|worker-url\.js|next-env\.d\.ts|[^/\\]+\.(?:md|tsbuildinfo))$/;

const RESULTS = ["apps/web/dist/server.js", "apps/web/out/404.html"];
/** How the sources looked when that was built. It is in a folder that a build empties. */
const STAMP = "apps/web/dist/sources.sha256";

const SIGNALS = ["SIGINT", "SIGTERM"];

/** Installs what is locked, unless it is what is installed. */
export async function ensureInstalled() {
  // pnpm keeps a copy of the lock file by which it has installed.
  if (content("pnpm-lock.yaml") === content("node_modules/.pnpm/lock.yaml")) return;
  console.log(t.installing);
  const { packageManager } = JSON.parse(content("package.json"));
  await run("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    // There, npx is a script, which only a shell can start.
    shell: process.platform === "win32",
  });
}

/** Builds, unless no source has changed since that was done. */
export async function ensureBuilt() {
  const sources = fingerprint(SOURCES);
  const isThere = RESULTS.every((path) => existsSync(join(root, path)));
  if (isThere && content(STAMP) === sources) return;
  console.log(t.building);
  await turbo("run", "build", "--filter=@pct/web", "--output-logs=errors-only");
  writeFileSync(join(root, STAMP), sources);
}

/** Runs turbo, which looks for pnpm among the programs that can be called by their name. */
export async function turbo(...args) {
  const PATH = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  await run(process.execPath, [join(root, "node_modules/turbo/bin/turbo"), ...args], {
    env: { ...process.env, PATH, NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1" },
  });
}

/** Runs a program in the root of the clone; if it fails, so does this one. */
async function run(program, args, options) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
  let isInterrupted = false;
  const passOn = (signal) => {
    isInterrupted = true;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  const code = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", done);
  });
  for (const signal of SIGNALS) process.off(signal, passOn);
  // Some programs end well although they were stopped halfway.
  if (isInterrupted) process.exit(130);
  // It has said why; it has no code if a signal ended it.
  if (code !== 0) process.exit(code ?? 1);
}

/** Changes whenever a file is written, comes or goes. */
function fingerprint(paths) {
  const hash = createHash("sha256");
  const look = (path) => {
    if (NOT_SOURCES.test(path)) return;
    const file = statSync(path);
    if (!file.isDirectory()) hash.update(`${path}\n${file.size} ${file.mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) look(join(path, name));
  };
  for (const path of paths) look(join(root, path));
  return hash.digest("hex");
}

function content(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
