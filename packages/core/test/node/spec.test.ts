import { readFileSync } from "node:fs";
import { join, relative } from "node:path";

import ts from "typescript";
import { describe, expect, it } from "vitest";

import { packageFolder, typeScriptFiles } from "./source-program.js";

/** Every rule of SPEC.md has a test, and every quoted rule exists. */

const spec = readFileSync(join(packageFolder, "SPEC.md"), "utf8");
const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(([, id = ""]) => id);

/** The title of a test that runs: the first argument of `it(…)`, `it.each(…)(…)` and similar calls. */
function titleOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const modifiers: string[] = [];
  let callee: ts.Node = node.expression;
  while (!ts.isIdentifier(callee)) {
    if (ts.isPropertyAccessExpression(callee)) {
      modifiers.push(callee.name.text);
      callee = callee.expression;
    } else if (ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) {
      callee = ts.isCallExpression(callee) ? callee.expression : callee.tag;
    } else {
      return undefined;
    }
  }
  const runs = !modifiers.some((name) => ["skip", "todo", "fails"].includes(name));
  const [title] = node.arguments;
  if (callee.text !== "it" || !runs || title === undefined) return undefined;
  if (ts.isStringLiteralLike(title)) return title.text;
  return ts.isTemplateExpression(title) ? title.head.text : undefined;
}

const quoted = new Map<string, string[]>();
for (const path of typeScriptFiles("test").filter((name) => name.endsWith(".test.ts"))) {
  const name = relative(packageFolder, path);
  const source = ts.createSourceFile(name, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    for (const [, id = ""] of titleOf(node)?.matchAll(/\[([A-Z]\d+)\]/g) ?? []) {
      quoted.set(id, [...(quoted.get(id) ?? []), name]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

describe("SPEC.md", () => {
  it("has rules, each once, in order", () => {
    expect(rules.length).toBeGreaterThan(60);
    expect(new Set(rules).size).toBe(rules.length);
    for (const letter of new Set(rules.map((id) => id.charAt(0)))) {
      const group = rules.filter((id) => id.startsWith(letter));
      expect(group).toEqual(group.map((_, i) => `${letter}${(i + 1).toString()}`));
    }
  });

  it("states each rule in one sentence", () => {
    for (const [, id = "", text = ""] of spec.matchAll(/^- \*\*([A-Z]\d+)\*\* ((?:.|\n {2})*)/gm)) {
      const sentence = text
        .replace(/`[^`]*`|\([^)]*\)/g, "")
        .replace(/\s+/g, " ")
        .trim();
      expect(sentence, id).toMatch(/\.$/);
      expect(sentence.slice(0, -1), id).not.toMatch(/\. [A-Z]/);
    }
  });

  it("has a test for each rule", () => {
    expect(rules.filter((id) => !quoted.has(id))).toEqual([]);
  });

  it("has every rule that a test quotes", () => {
    expect([...quoted].filter(([id]) => !rules.includes(id))).toEqual([]);
  });
});
