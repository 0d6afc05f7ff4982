import { spawnSync } from "node:child_process";
import type { SpawnSyncReturns } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { readSettings, terminalLanguage } from "#/settings.js";
import { emptyFolder } from "./program.js";

/** The guide for administrators and the container files name exactly the variables that the server reads. */

const ROOT = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const environment = process.env;
afterEach(() => {
  process.env = environment;
});

/** Names of the variables that the server reads when it starts. */
function variablesRead(): string[] {
  const names = new Set<string>();
  process.env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get(_, name) {
        names.add(String(name));
        return undefined;
      },
    },
  );
  readSettings();
  terminalLanguage();
  process.env = environment;
  return [...names].sort();
}

function settingsWith(variables: Readonly<Record<string, string>>): unknown {
  process.env = { ...variables };
  return [readSettings(), terminalLanguage()];
}

interface TableRow {
  readonly names: readonly string[];
  /** The default in code; null if there is none. */
  readonly otherwise: string | null;
}

function tableIn(guide: string): TableRow[] {
  const rows = [...guide.matchAll(/^\| (`[A-Z].*?) +\| (.*?) +\| .* \|$/gm)];
  return rows.map(([, names = "", otherwise = ""]) => ({
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
    otherwise: /^`(.*)`$/.exec(otherwise)?.[1] ?? null,
  }));
}

describe.each(["es", "en"])("the guide in %s", (language) => {
  const guide = read(`docs/guide/${language}/self-hosting.md`);

  it("lists the variables that the server reads, and no others", () => {
    const names = tableIn(guide).flatMap((row) => row.names);
    expect(names.toSorted()).toEqual(variablesRead());
  });

  it("states the default of each variable", () => {
    const without = settingsWith({});
    const rows = tableIn(guide).filter(({ otherwise }) => otherwise !== null);
    expect(rows).toHaveLength(15);
    for (const { names, otherwise } of rows) {
      const variables = Object.fromEntries(names.map((name) => [name, otherwise ?? ""]));
      expect(settingsWith(variables), names.join()).toEqual(without);
    }
  });

  it("mentions no other variable", () => {
    const known = new Set([...variablesRead(), "PCT_HOST"]);
    for (const [name] of guide.matchAll(/\bPCT_\w+/g)) expect(known).toContain(name);
  });
});

it("both guides have the same table", () => {
  const [spanish, english] = ["es", "en"].map((language) =>
    tableIn(read(`docs/guide/${language}/self-hosting.md`)),
  );
  expect(spanish).toEqual(english);
});

describe.each(["Dockerfile", "compose.yaml"])("%s", (file) => {
  it("sets only variables that the server reads", () => {
    const known = new Set([...variablesRead(), "PCT_HOST"]);
    for (const [name] of read(file).matchAll(/\bPCT_\w+/g)) expect(known).toContain(name);
  });
});

describe("the container images", () => {
  const script = join(ROOT, "tooling/pin-images.mjs");
  const files = ["Dockerfile", "compose.yaml"];

  /** A copy of the two files without digests, and a docker that knows the digest of each image. */
  function unpinnedCopy(): { root: string; run: (...args: string[]) => SpawnSyncReturns<string> } {
    const root = emptyFolder();
    for (const file of files) {
      writeFileSync(join(root, file), read(file).replaceAll(/@sha256:[0-9a-f]{64}/g, ""));
    }
    const docker = `#!/bin/sh\nprintf 'sha256:%s\\n' "$(printf %s "$4" | sha256sum | cut -c1-64)"\n`;
    writeFileSync(join(root, "docker"), docker, { mode: 0o755 });
    const env = { PATH: `${root}:${process.env.PATH ?? ""}` };
    const run = (...args: string[]): SpawnSyncReturns<string> =>
      spawnSync(process.execPath, [script, "--root", root, ...args], { env, encoding: "utf8" });
    return { root, run };
  }

  it("are pinned by digest", () => {
    const checked = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect(checked).toMatchObject({ status: 0, stderr: "" });
  });

  it.skipIf(process.platform === "win32")("are pinned by a script, which checks them too", () => {
    const { root, run } = unpinnedCopy();
    const unpinned = run("--check");
    expect(unpinned.status).toBe(1);
    expect(unpinned.stderr.match(/is not pinned by digest/g)).toHaveLength(4);
    expect(run()).toMatchObject({ status: 0, stderr: "" });
    expect(run("--check")).toMatchObject({ status: 0, stderr: "" });
    const pinned = files.map((file) => readFileSync(join(root, file), "utf8"));
    const image = (name: string): string =>
      `${name}@sha256:${createHash("sha256").update(name).digest("hex")}`;
    expect(pinned[0]).toContain(`FROM ${image("node:24-slim")} AS build\n`);
    expect(pinned[1]).toContain(`image: ${image("caddy:2-alpine")}\n`);
    expect(pinned[1]).toContain(`image: ${image("valkey/valkey:8-alpine")}\n`);
    // Only the images changed, and a second run changes nothing.
    run();
    expect(files.map((file) => readFileSync(join(root, file), "utf8"))).toEqual(pinned);
    for (const [i, file] of files.entries()) {
      const without = (text = ""): string => text.replaceAll(/@sha256:[0-9a-f]{64}/g, "");
      expect(without(pinned[i])).toBe(without(read(file)));
    }
  });

  it("keep their tags when docker gives no digest", () => {
    const { root, run } = unpinnedCopy();
    writeFileSync(join(root, "docker"), "#!/bin/sh\necho none\n", { mode: 0o755 });
    expect(run().status).toBe(1);
    expect(readFileSync(join(root, "Dockerfile"), "utf8")).toContain("FROM node:24-slim AS build");
  });
});

it("the image is built with the pnpm of the repository", () => {
  const { packageManager } = JSON.parse(read("package.json")) as { packageManager: string };
  expect(read("Dockerfile")).toContain(`npx --yes --ignore-scripts ${packageManager} install`);
});
