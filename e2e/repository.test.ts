import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { output } from "./peers.js";

/** The rules of the repository that no compiler or linter checks. */

const root = fileURLToPath(new URL("..", import.meta.url));
const files = output("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
})
  .toString()
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));
const isData = (file: string): boolean => /\/(vectors|fixtures)\//.test(file);
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The files of the top level; names that begin with a dot are free. */
const TOP_LEVEL = [
  ...["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "LICENSE"],
  ...["README.es.md", "README.md", "SECURITY.md", "compose.yaml", "eslint.config.js"],
  ...["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json"],
  ...["turbo.json", "vitest.config.ts"],
];

/** Files in which the words are data. */
const MAY_SAY_NOBODY = [
  // An account of Unix has this name.
  "apps/server/test/relay/disk.test.ts",
  // The name of a user that does not exist.
  "e2e/guide.test.ts",
  // This rule.
  "e2e/repository.test.ts",
];

describe("the repository", () => {
  it("has only configuration and documents at the top level", () => {
    const topLevel = files.filter((file) => /^[^./][^/]*$/.test(file));
    expect(topLevel.sort()).toEqual(TOP_LEVEL);
  });

  it("names folders and files after their content", () => {
    const vague = /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.[a-z]+$)/;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it("keeps test keys in folders named vectors or fixtures", () => {
    const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]{40}/;
    expect(files.filter((file) => !isData(file) && key.test(read(file)))).toEqual([]);
  });

  it("pins every version, in one place", () => {
    const manifests = files.filter((file) => /(^|\/)package\.json$/.test(file) && !isData(file));
    const loose = manifests.flatMap((file) => {
      const manifest = JSON.parse(read(file)) as Record<string, Record<string, string>>;
      const kinds = ["dependencies", "devDependencies", "optionalDependencies"];
      return kinds
        .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
        .filter(([, version]) => version !== "catalog:" && version !== "workspace:*")
        .map(([name]) => `${file}: ${name}`);
    });
    expect(loose).toEqual([]);
    const catalog = /^catalog:\n((?: {2}.*\n)+)/m.exec(read("pnpm-workspace.yaml"))?.[1] ?? "";
    for (const line of catalog.trimEnd().split("\n")) expect(line).toMatch(/: \d+\.\d+\.\d+$/);
  });

  it("lets no package run a script when it is installed", () => {
    // `npx --yes` and its spelling as a list of arguments; `npm install` of a package or a lock file.
    const fetches =
      /\bnpx\b.*\s(?:--yes|-y)\b|["'](?:--yes|-y)["']|\bnpm (?:install|i|ci|exec|x)\b/;
    const lines = files
      .filter((file) => !/(^e2e|\/test)\//.test(file) && !isData(file))
      .flatMap((file) =>
        read(file)
          .split("\n")
          .map((line) => `${file}: ${line.trim()}`),
      )
      .filter((line) => fetches.test(line) && !line.includes("npm install --global ./apps/cli"));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
    const allowed = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(read("pnpm-workspace.yaml"))?.[1] ?? "";
    for (const line of allowed.trimEnd().split("\n")) expect(line).toMatch(/: false$/);
  });

  it("has no broken link in its documents", () => {
    const documents = files.filter((file) => file.endsWith(".md") && !isData(file));
    const broken = documents.flatMap((file) =>
      [
        ...read(file).matchAll(
          /\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)|src="(?!https?:)([^"]+)"/g,
        ),
      ]
        .map(([, link, source]) => link ?? source ?? "")
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("contains no Wycheproof files, which belong to their project", () => {
    expect(files.filter((file) => /(^|\/)wycheproof\//.test(file))).toEqual([]);
  });

  it("gives a reason at the top of each source file over 400 lines", () => {
    const long = files
      .filter((file) => /\/src\/.*\.tsx?$/.test(file))
      .filter((file) => read(file).split("\n").length > 400)
      .filter((file) => !/\blines\b|\bone file\b/i.test(read(file).slice(0, 1000)));
    expect(long).toEqual([]);
  });

  it("names the actor in comments and English messages", () => {
    const vague = /\b(?:whoever|nobody|somebody)\b/i;
    const found = files
      .filter((file) => /\.(?:[cm]?[jt]sx?|css|ya?ml)$/.test(file) && !isData(file))
      .filter(
        (file) => !MAY_SAY_NOBODY.includes(file) && !file.startsWith("packages/messages/src/es"),
      )
      .flatMap((file) =>
        read(file)
          .split("\n")
          .flatMap((line, i) => (vague.test(line) ? [`${file}:${(i + 1).toString()}`] : [])),
      );
    expect(found).toEqual([]);
  });
});
