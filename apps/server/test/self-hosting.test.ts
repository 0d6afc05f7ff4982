import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterEach, describe, expect, it } from "vitest";

import { readSettings, terminalLanguage } from "#/settings.js";

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
    expect(rows).toHaveLength(13);
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

it("the image is built with the pnpm of the repository", () => {
  const { packageManager } = JSON.parse(read("package.json")) as { packageManager: string };
  expect(read("Dockerfile")).toContain(`npx --yes --ignore-scripts ${packageManager} install`);
});
