import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runInThisContext } from "node:vm";

import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { describeDiagnostics } from "./source-program.js";
import type { SourceProgram } from "./source-program.js";

/** How the examples of a package run. */
export interface ExampleOptions {
  readonly program: SourceProgram;
  /** Entry files: each function that they export must have an example. */
  readonly entries: readonly string[];
  /** The modules that examples may import, by name. */
  readonly modules: Readonly<Record<string, () => Promise<unknown>>>;
  /** Writes the files that an example reads into its folder, the current one. */
  readonly prepare?: (code: string) => Promise<void>;
}

interface Example {
  readonly name: string;
  readonly code: string;
}

/** Tests that the examples of the TSDoc compile, run, and print what their comments say. */
export function describeExamples({ program, entries, modules, prepare }: ExampleOptions): void {
  const examples = examplesOf(program);

  it("every exported function has one", () => {
    for (const name of exportedFunctions(program, entries)) {
      expect(commentOf(program, name), name).toContain("@example");
    }
  });

  it("every one compiles", () => {
    expect(diagnose(program, examples)).toEqual([]);
  });

  describe("running", () => {
    const start = process.cwd();
    let folder = "";
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "pct-example-"));
      process.chdir(folder);
    });
    afterEach(() => {
      process.chdir(start);
      rmSync(folder, { recursive: true });
      vi.restoreAllMocks();
    });

    it.each(examples)("$name", async ({ code }) => {
      await prepare?.(code);
      const printed: string[] = [];
      vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
        const words = values.map((value) =>
          typeof value === "string" ? value : JSON.stringify(value),
        );
        printed.push(words.join(" "));
      });
      await run(code, modules);
      expectPrinted(printed, code);
    });
  });
}

function examplesOf({ packageFolder, typeScriptFiles }: SourceProgram): Example[] {
  return typeScriptFiles("src").flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/@example\n \* ```ts\n([^]*?)\n \* ```/g)].map(
      ([, block = ""], index) => ({
        name: `${relative(packageFolder, path)} ${(index + 1).toString()}`,
        code: block.replace(/^ \* ?/gm, ""),
      }),
    ),
  );
}

function exportedFunctions({ packageFolder }: SourceProgram, entries: readonly string[]): string[] {
  return entries.flatMap((entry) => {
    const source = readFileSync(join(packageFolder, entry), "utf8");
    const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(
      ([, list = ""]) => list.match(/\b[a-z]\w+/g) ?? [],
    );
    const declared = source.matchAll(/^export (?:async )?function (\w+)/gm);
    const names = [...listed, ...[...declared].flatMap(([, name = ""]) => name)];
    expect(names, entry).not.toEqual([]);
    return names;
  });
}

function commentOf({ typeScriptFiles }: SourceProgram, name: string): string | undefined {
  const sources = typeScriptFiles("src").map((path) => readFileSync(path, "utf8"));
  return new RegExp(
    `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?://.*\\s*)?export (?:async )?function ${name}\\b`,
  ).exec(sources.join("\n"))?.[1];
}

function diagnose(
  { packageFolder, compilerOptions }: SourceProgram,
  examples: readonly Example[],
): string[] {
  // In the folder of the tests the package can be imported by its name.
  const files = new Map(
    examples.map(({ code }, i) => [
      join(packageFolder, `test/node/example-${i.toString()}.ts`),
      `${code}\nexport {};\n`,
    ]),
  );
  const options: ts.CompilerOptions = { ...compilerOptions(), noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...files.keys()], options, {
    ...host,
    fileExists: (name) => files.has(name) || host.fileExists(name),
    readFile: (name) => files.get(name) ?? host.readFile(name),
    getSourceFile: (name, target, ...rest) => {
      const code = files.get(name);
      return code === undefined
        ? host.getSourceFile(name, target, ...rest)
        : ts.createSourceFile(name, code, target);
    },
  });
  return describeDiagnostics(ts.getPreEmitDiagnostics(program));
}

/** Runs an example as a script whose imports go through the pipeline of the tests. */
async function run(code: string, modules: ExampleOptions["modules"]): Promise<void> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const body = outputText
    .replace(/^import \{(.*)\} from (".*");$/gm, "const {$1} = await importModule($2);")
    .replace(/^export \{.*$/gm, "")
    .replace(/^export /gm, "");
  const importModule = (name: string): Promise<unknown> => {
    const load = modules[name];
    if (load === undefined) throw new Error(`an example imports ${name}`);
    return load();
  };
  const example = runInThisContext(`(async (importModule) => {${body}})`) as (
    load: typeof importModule,
  ) => Promise<void>;
  await example(importModule);
}

/**
 * Compares the output with the comments after `console.log`. Numbers, `true`, `false`, `null` and quoted text
 * are results, with a final ellipsis the beginning of one; other comments are prose.
 */
function expectPrinted(printed: readonly string[], code: string): void {
  const comments = [...code.matchAll(/console\.log\(.*\);(?: \/\/ (.*))?$/gm)].map(([, it]) => it);
  expect(printed).toHaveLength(comments.length);
  comments.forEach((comment, i) => {
    const [, quoted, bare] = /^(?:"([^"]*)"|([\d.]+…?|true|false|null))$/.exec(comment ?? "") ?? [];
    const expected = quoted ?? bare;
    if (expected === undefined) return;
    if (!expected.endsWith("…")) expect(printed[i]).toBe(expected);
    else expect(printed[i]?.startsWith(expected.slice(0, -1)), printed[i]).toBe(true);
  });
}
