import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Installs and builds what `npm start` and `npm run dev` need. On a fresh clone nothing is installed, so
 * this file imports only modules of Node.
 */

const root = fileURLToPath(new URL("..", import.meta.url));

/** Printed before `@pct/messages` is built, so these texts cannot live there. */
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

/** The inputs of the build; the lock file stands for those outside this repository. */
const SOURCES = [
  ...["apps/server", "apps/web", "packages"],
  ...["pnpm-lock.yaml", "tsconfig.base.json", "turbo.json"],
];
/** Outputs of the build, and files that it does not read. */
const NOT_SOURCES =
  /[/\\](?:node_modules|dist|out|\.next|\.turbo|test|vectors|public[/\\]worker|worker-url\.js|next-env\.d\.ts|[^/\\]+\.(?:md|tsbuildinfo))$/;

const APPS = ["apps/server", "apps/web"];
const RESULTS = ["apps/server/dist/server.js", "apps/web/out/404.html"];
/** Fingerprints of the sources at the last build, in folders that the next build of each app empties. */
const STAMPS = APPS.map((app) => `${app}/dist/sources.sha256`);

const SIGNALS = ["SIGINT", "SIGTERM"];

/** Installs what the lock file says, unless that is installed already. */
export async function ensureInstalled() {
  // pnpm keeps a copy of the lock file that it installed from.
  if (content("pnpm-lock.yaml") === content("node_modules/.pnpm/lock.yaml")) return;
  console.log(t.installing);
  const { packageManager } = JSON.parse(content("package.json"));
  // npx fetches pnpm, which has an install script and works without it. pnpm-workspace.yaml blocks all others.
  const args = ["--yes", "--ignore-scripts", packageManager, "install", "--frozen-lockfile"];
  await run("npx", args, {
    // On Windows npx is a script, which only a shell can start.
    shell: process.platform === "win32",
  });
}

/** Builds the server and the portal, unless no source has changed since the last build. */
export async function ensureBuilt() {
  const sources = fingerprint(SOURCES);
  const isBuilt = RESULTS.every((path) => existsSync(join(root, path)));
  if (isBuilt && STAMPS.every((stamp) => content(stamp) === sources)) return;
  console.log(t.building);
  await turbo(
    "run",
    "build",
    "--filter=@pct/server",
    "--filter=@pct/web",
    "--output-logs=errors-only",
  );
  for (const stamp of STAMPS) writeFileSync(join(root, stamp), sources);
}

/** Runs turbo, which looks for pnpm on the PATH. */
export async function turbo(...args) {
  const PATH = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  await run(process.execPath, [join(root, "node_modules/turbo/bin/turbo"), ...args], {
    env: { ...process.env, PATH, NEXT_TELEMETRY_DISABLED: "1", TURBO_TELEMETRY_DISABLED: "1" },
  });
}

/** Runs a program in the root of the clone; exits with its code if it fails. */
async function run(program, args, options) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
  let isInterrupted = false;
  const forward = (signal) => {
    isInterrupted = true;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  const code = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", done);
  });
  for (const signal of SIGNALS) process.off(signal, forward);
  // Some programs exit with 0 after an interrupt.
  if (isInterrupted) process.exit(130);
  // The program has printed why; its code is null if a signal ended it.
  if (code !== 0) process.exit(code ?? 1);
}

/** Changes when a file is written, added or deleted. */
function fingerprint(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    if (NOT_SOURCES.test(path)) return;
    const file = statSync(path);
    if (!file.isDirectory()) hash.update(`${path}\n${file.size} ${file.mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest("hex");
}

function content(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
