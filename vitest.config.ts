import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import type { Plugin, TestProjectInlineConfiguration } from "vitest/config";

import { chromiumFlags, expectChromium } from "./tooling/chromium.js";
import { vectorsFolder, vectorsPlugin, wycheproofFolder } from "./tooling/vectors.js";

/** The export condition under which the packages of this workspace resolve to their sources. */
const source = "@pct/source";
/** Vite's default conditions: setting `conditions` replaces them. */
const clientConditions = ["module", "browser", "development|production"];
const serverConditions = ["module", "node", "development|production"];
const fromSource = {
  resolve: { conditions: [source, ...clientConditions] },
  ssr: { resolve: { conditions: [source, ...serverConditions] } },
};

function fromRoot(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Property tests draw new values in each run; the printed seed repeats them. */
const fastCheckSeed = Number(process.env.FC_SEED ?? randomInt(2 ** 31));
const seeded = {
  setupFiles: fromRoot("tooling/fast-check.ts"),
  provide: { fastCheckSeed },
};

/** The packages whose tests run in Node and in a browser. */
type Isomorphic = "core" | "security" | "delivery" | "exchange";

/**
 * Dependencies that a package imports dynamically. Vite bundles them before the tests start; one that it
 * discovers during a run makes it reload the page under the tests.
 */
const LATE_IMPORTS: Record<Isomorphic, string[]> = {
  core: [
    "@scure/bip39/wordlists/english.js",
    "@scure/bip39/wordlists/spanish.js",
    "@noble/ciphers/aes.js",
    "@noble/hashes/pbkdf2.js",
    "@noble/hashes/scrypt.js",
  ],
  security: ["hash-wasm", "@noble/hashes/argon2.js", "@noble/hashes/scrypt.js"],
  delivery: [],
  exchange: [
    "@pct/core > @scure/bip39/wordlists/english.js",
    "@pct/core > @scure/bip39/wordlists/spanish.js",
  ],
};

/** What the tests of a package need besides its sources. */
const EXTRAS: Record<Isomorphic, TestProjectInlineConfiguration> = {
  core: { plugins: [vectorsPlugin("core")] },
  security: { plugins: [vectorsPlugin("security")] },
  delivery: { test: { globalSetup: fromRoot("packages/delivery/test/scripted-relay.ts") } },
  exchange: {},
};

/** The settings that an isomorphic package's tests have in Node and in a browser alike. */
function isomorphic(name: Isomorphic): TestProjectInlineConfiguration {
  const { test, ...extras } = EXTRAS[name];
  return {
    ...fromSource,
    ...extras,
    root: `packages/${name}`,
    test: { ...test, ...seeded, testTimeout: 60_000, hookTimeout: 60_000 },
  };
}

function inNode(name: Isomorphic): TestProjectInlineConfiguration {
  const { test, ...project } = isomorphic(name);
  const include = ["test/**/*.test.ts"];
  return {
    ...project,
    test: { ...test, name: `${name}:node`, include, sequence: { groupOrder: 0 } },
  };
}

function inChromium(name: Isomorphic, executablePath: string): TestProjectInlineConfiguration {
  const { test, ...project } = isomorphic(name);
  return {
    ...project,
    optimizeDeps: { include: LATE_IMPORTS[name] },
    test: {
      ...test,
      name: `${name}:browser`,
      // The tests in test/node need Node.
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

/** The portal's worker where it runs: a dedicated worker of a browser, with OPFS and IndexedDB. */
function workerInChromium(executablePath: string): TestProjectInlineConfiguration {
  return {
    ...fromSource,
    root: "apps/web",
    plugins: [vectorsPlugin("core")],
    optimizeDeps: {
      entries: [
        "worker/index.ts",
        "worker/hash-worker.ts",
        "worker/strength.ts",
        "src/crypto/client.ts",
      ],
    },
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

/** A project whose tests run in Node only, in one group with the others, so that no processor waits. */
function nodeProject(
  name: string,
  root: string,
  test: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration {
  const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
  return {
    ...fromSource,
    root,
    test: {
      name,
      include: ["test/**/*.test.ts"],
      ...timeouts,
      sequence: { groupOrder: 0 },
      ...test,
    },
  };
}

/** Tests that kill programs at a point in time, which other work would shift. */
const CRASHES = "crash*.test.ts";
const slowPrograms = { testTimeout: 180_000, hookTimeout: 180_000 };

const packages = ["core", "security", "delivery", "exchange"] as const;

/** As in next.config.ts: the portal's messages are parsed at the build. */
const parsedMessages: Plugin = {
  name: "parsed-messages",
  enforce: "pre",
  resolveId(id, importer = "") {
    return id === "use-intl/format-message" && importer.includes("/use-intl/")
      ? fileURLToPath(new URL("apps/web/src/i18n/format-message.ts", import.meta.url))
      : null;
  },
};

const projects: TestProjectInlineConfiguration[] = [
  ...packages.map(inNode),
  nodeProject("messages", "packages/messages"),
  nodeProject("csp", "packages/csp"),
  nodeProject("server", "apps/server"),
  nodeProject("cli", "apps/cli"),
  {
    ...nodeProject("web", "apps/web", {
      include: ["test/**/*.test.{ts,tsx}"],
      // The worker's tests need a browser.
      exclude: ["test/worker/**"],
      server: { deps: { inline: ["use-intl"] } },
    }),
    plugins: [parsedMessages],
  },
  nodeProject("e2e", "e2e", {
    ...seeded,
    ...slowPrograms,
    include: ["*.test.ts"],
    exclude: [CRASHES],
  }),
  nodeProject("e2e:crash", "e2e", {
    ...slowPrograms,
    include: [CRASHES],
    // A group of its own: nothing else runs at the same time.
    sequence: { groupOrder: 2 },
  }),
  nodeProject("portal:browser", "e2e", {
    ...slowPrograms,
    include: ["portal/*.test.ts"],
    globalSetup: fromRoot("e2e/portal/global-setup.ts"),
    // A worker keeps its browser for all of its files.
    isolate: false,
    // Each worker has a browser, which needs a processor as well.
    maxWorkers: "75%",
    sequence: { groupOrder: 3 },
  }),
];

const executablePath = expectChromium();
if (executablePath !== undefined) {
  projects.push(
    ...packages.map((name) => inChromium(name, executablePath)),
    workerInChromium(executablePath),
  );
}

console.log(`vectors: ${vectorsFolder("core").source}`);
if (wycheproofFolder() === null) console.log("vectors: no Wycheproof files, their test is skipped");
console.log(`fast-check: FC_SEED=${fastCheckSeed.toString()} repeats this run`);

/** Tests that take minutes; `npm run test:slow` runs them. */
const SLOW = "**/*.slow.test.ts";

/** A project with its slow tests in the mode `slow`, with all others in every other mode. */
function inMode(mode: string, project: TestProjectInlineConfiguration) {
  const { include = [], exclude = [], ...test } = project.test ?? {};
  const files =
    mode === "slow"
      ? {
          include: include.map((pattern) => pattern.replace(/\.test\..+$/, ".slow.test.ts")),
          exclude,
        }
      : { include, exclude: [...exclude, SLOW] };
  return { ...project, test: { ...test, ...files } };
}

// Many tests wait for programs and time limits, so there is one worker more than processors.
export default defineConfig(({ mode }) => ({
  test: {
    projects: projects.map((project) => inMode(mode, project)),
    maxWorkers: availableParallelism() + 1,
  },
}));
