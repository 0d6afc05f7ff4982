import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import type { TestProjectInlineConfiguration } from "vitest/config";

import { chromiumFlags, expectChromium } from "./vitest.chromium.js";
import { vectorsFolder, vectorsPlugin, wycheproofFolder } from "./vitest.vectors.js";

/** Packages of this workspace are tested from their sources; nothing need be built. */
const source = "@pct/source";
/** What Vite resolves by when nothing is said; saying something replaces it. */
const clientConditions = ["module", "browser", "development|production"];
const serverConditions = ["module", "node", "development|production"];
const fromSource = {
  resolve: { conditions: [source, ...clientConditions] },
  ssr: { resolve: { conditions: [source, ...serverConditions] } },
};

/** Property tests draw new values in each run; the printed seed repeats them. */
const fastCheckSeed = Number(process.env.FC_SEED ?? randomInt(2 ** 31));
const seeded = {
  setupFiles: fileURLToPath(new URL("vitest.fast-check.ts", import.meta.url)),
  provide: { fastCheckSeed },
};

type Owner = Parameters<typeof vectorsPlugin>[0];
type Isomorphic = Owner | "delivery";

/** Dependencies that a package imports only when they are needed. */
const LATE_IMPORTS: Record<Isomorphic, string[]> = {
  core: ["@scure/bip39/wordlists/english.js", "@scure/bip39/wordlists/spanish.js"],
  security: ["hash-wasm", "@noble/hashes/argon2.js", "@noble/hashes/scrypt.js"],
  delivery: [],
};

/** What the tests of a package need beside it. */
const SURROUNDINGS: Record<Isomorphic, TestProjectInlineConfiguration> = {
  core: { plugins: [vectorsPlugin("core")] },
  security: { plugins: [vectorsPlugin("security")] },
  delivery: { test: { globalSetup: "test/scripted-relay.ts" } },
};

/** What the tests of an isomorphic package have in common, in Node and in a browser. */
function isomorphic(name: Isomorphic): TestProjectInlineConfiguration {
  const { test, ...surroundings } = SURROUNDINGS[name];
  return {
    ...fromSource,
    ...surroundings,
    root: `packages/${name}`,
    test: { ...test, ...seeded, testTimeout: 60_000, hookTimeout: 60_000 },
  };
}

function inNode(owner: Isomorphic): TestProjectInlineConfiguration {
  const { test, ...project } = isomorphic(owner);
  const include = ["test/**/*.test.ts"];
  return {
    ...project,
    test: { ...test, name: `${owner}:node`, include, sequence: { groupOrder: 0 } },
  };
}

function inChromium(owner: Isomorphic, executablePath: string): TestProjectInlineConfiguration {
  const { test, ...project } = isomorphic(owner);
  return {
    ...project,
    // What is found only while tests run makes Vite load the page anew under them.
    optimizeDeps: { include: LATE_IMPORTS[owner] },
    test: {
      ...test,
      name: `${owner}:browser`,
      // What is in test/node needs Node.
      include: ["test/*.test.ts"],
      sequence: { groupOrder: 1 },
      browser: chromium(executablePath),
    },
  };
}

function chromium(
  executablePath: string,
): NonNullable<NonNullable<TestProjectInlineConfiguration["test"]>["browser"]> {
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    instances: [{ browser: "chromium" }],
    provider: playwright({ launchOptions: { executablePath, args: chromiumFlags() } }),
  };
}

/** The portal's worker as it runs: a thread of a browser, with a disk and a database. */
function workerInChromium(executablePath: string): TestProjectInlineConfiguration {
  return {
    ...fromSource,
    root: "apps/web",
    optimizeDeps: { entries: ["worker/index.ts", "src/crypto/client.ts"] },
    test: {
      name: "web:browser",
      include: ["test/worker/*.test.ts"],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      sequence: { groupOrder: 1 },
      browser: chromium(executablePath),
    },
  };
}

/** What a program leaves that is killed. */
const CRASHES = "crash.test.ts";

const projects: TestProjectInlineConfiguration[] = [
  inNode("core"),
  inNode("security"),
  inNode("delivery"),
  {
    ...fromSource,
    root: "packages/messages",
    test: { name: "messages", include: ["test/**/*.test.ts"], sequence: { groupOrder: 0 } },
  },
  {
    ...fromSource,
    root: "apps/cli",
    test: {
      name: "cli",
      include: ["test/**/*.test.ts"],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      sequence: { groupOrder: 2 },
    },
  },
  {
    ...fromSource,
    root: "apps/web",
    test: {
      name: "web",
      include: ["test/**/*.test.{ts,tsx}"],
      // What is in there needs a browser.
      exclude: ["test/worker/**"],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      sequence: { groupOrder: 2 },
    },
  },
  {
    ...fromSource,
    root: "e2e",
    test: {
      ...seeded,
      name: "e2e",
      include: ["*.test.ts"],
      exclude: [CRASHES],
      testTimeout: 180_000,
      hookTimeout: 180_000,
      sequence: { groupOrder: 2 },
    },
  },
  {
    ...fromSource,
    root: "e2e",
    test: {
      name: "e2e:crash",
      include: [CRASHES],
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // It stops programs after milliseconds: nothing else runs beside it.
      sequence: { groupOrder: 3 },
    },
  },
  {
    ...fromSource,
    root: "e2e",
    test: {
      name: "portal:browser",
      include: ["portal/*.test.ts"],
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // Each has a browser, which is busy itself.
      maxWorkers: "75%",
      sequence: { groupOrder: 4 },
    },
  },
];

const executablePath = expectChromium();
if (executablePath !== undefined) {
  projects.push(
    inChromium("core", executablePath),
    inChromium("security", executablePath),
    inChromium("delivery", executablePath),
    workerInChromium(executablePath),
  );
}

console.log(`vectors: ${vectorsFolder("core").source}`);
if (wycheproofFolder() === null)
  console.log("vectors: no wycheproof folder, its tests are left out");
console.log(`fast-check: FC_SEED=${fastCheckSeed.toString()} repeats this run`);

// Most tests wait for programs that they have started: there is work for every processor.
export default defineConfig({ test: { projects, maxWorkers: "100%" } });
