import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { output } from "./peers.js";

/** Promises that the repository makes about itself. */

const root = fileURLToPath(new URL("..", import.meta.url));
const files = output("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
})
  .toString()
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));
const isData = (file: string): boolean => /\/(vectors|fixtures)\//.test(file);
const read = (file: string): string => readFileSync(join(root, file), "utf8");

describe("the repository", () => {
  it("names no folder or file for being a rest", () => {
    const rest = /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.[a-z]+$)/;
    expect(files.filter((file) => rest.test(file))).toEqual([]);
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

  it("has no link in its documents that leads nowhere", () => {
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

  it("explains each source file of more than 400 lines at its top", () => {
    const long = files
      .filter((file) => /\/src\/.*\.tsx?$/.test(file))
      .filter((file) => read(file).split("\n").length > 400)
      .filter((file) => !/\blines\b|\bone file\b/i.test(read(file).slice(0, 1000)));
    expect(long).toEqual([]);
  });
});
