import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import ts from "typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { encrypt, encryptSecret, generateKeyPair, importPublicKey } from "@pct/core";

import { utf8 } from "../byte-streams.js";
import { anyKey, text } from "../vectors.js";
import {
  compilerOptions,
  describeDiagnostics,
  packageFolder,
  typeScriptFiles,
} from "./source-program.js";

/** The examples in the documentation compile, run, and print what they say they print. */

interface Example {
  readonly name: string;
  readonly code: string;
}

const examples: readonly Example[] = typeScriptFiles("src").flatMap((path) =>
  [...readFileSync(path, "utf8").matchAll(/@example\n \* ```ts\n([^]*?)\n \* ```/g)].map(
    ([, block = ""], index) => ({
      name: `${relative(packageFolder, path)} ${(index + 1).toString()}`,
      code: block.replace(/^ \* ?/gm, ""),
    }),
  ),
);

it("every function that is exported has one", () => {
  const functions = typeScriptFiles("src")
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  for (const entry of ["src/index.ts", "src/node/index.ts"]) {
    const exported = readFileSync(join(packageFolder, entry), "utf8").matchAll(
      /^export \{([^}]*)\}/gm,
    );
    const names = [...exported].flatMap(([, list = ""]) => list.match(/\b[a-z]\w+/g) ?? []);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const comment = new RegExp(
        `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?://.*\\s*)?export (?:async )?function ${name}\\b`,
      ).exec(functions)?.[1];
      expect(comment, name).toContain("@example");
    }
  }
});

it("every one compiles", () => {
  // They stand where a test would: that is where the package can be imported by its name.
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
  expect(describeDiagnostics(ts.getPreEmitDiagnostics(program))).toEqual([]);
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

  /** What the examples find in their folder, if they ask for it. */
  async function content(name: string): Promise<string | Uint8Array> {
    const recipients = [text(anyKey.public)];
    switch (name) {
      case "public_key.pem":
        return text(anyKey.public);
      case "private_key.pem":
        return text(anyKey.private);
      case "file_encrypted.txt":
        return encryptSecret("aB3$kL9!mN2@", await importPublicKey(text(anyKey.public)));
      default:
        return name.endsWith(".age") ? encrypt(utf8("{}"), { recipients }) : "{}";
    }
  }

  it.each(examples)("$name", async ({ code }) => {
    for (const [, name = ""] of code.matchAll(/(?:readFile|encryptFile|decryptFile)\("([^"]+)"/g)) {
      writeFileSync(name, await content(name));
    }
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      printed.push(
        values
          .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
          .join(" "),
      );
    });
    await run(code);
    // A comment behind a line that prints is the result where it is a number or in quotation marks.
    const comments = [...code.matchAll(/console\.log\(.*\);(?: \/\/ (.*))?$/gm)].map(
      ([, it]) => it,
    );
    expect(printed).toHaveLength(comments.length);
    comments.forEach((comment, i) => {
      const [, quoted, number] = /^(?:"([^"]*)"|([\d.]+…?))$/.exec(comment ?? "") ?? [];
      const expected = quoted ?? number;
      if (expected === undefined) return;
      if (!expected.endsWith("…")) expect(printed[i]).toBe(expected);
      else expect(printed[i]?.startsWith(expected.slice(0, -1)), printed[i]).toBe(true);
    });
  });

  /** Examples make keys of 4096 bits, as people should; that takes seconds each time. */
  const quickKeyPair: typeof generateKeyPair = (options) =>
    generateKeyPair({ bits: 2048, ...options });

  /** As a module of this package, through the same pipeline as the tests themselves. */
  async function run(code: string): Promise<void> {
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    const body = outputText
      .replace(/^import \{(.*)\} from (".*");$/gm, "const {$1} = await importModule($2);")
      .replace(/^export .*$/gm, "");
    const modules: Readonly<Record<string, () => Promise<unknown>>> = {
      "@pct/core": async () => ({ ...(await import("@pct/core")), generateKeyPair: quickKeyPair }),
      "@pct/core/node": () => import("@pct/core/node"),
      "node:fs/promises": () => import("node:fs/promises"),
    };
    const importModule = (name: string): Promise<unknown> => {
      const load = modules[name];
      if (load === undefined) throw new Error(`an example imports ${name}`);
      return load();
    };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is from our own comments
    const example = new Function("importModule", `return (async () => {${body}})();`) as (
      load: typeof importModule,
    ) => Promise<void>;
    await example(importModule);
  }
});
