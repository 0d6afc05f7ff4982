import { join } from "node:path";

import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

import manifest from "../../package.json" with { type: "json" };
import { compilerOptions, packageFolder, typeScriptFiles } from "./source-program.js";

/**
 * What others import. A name that is added here is a promise; one that is taken away, or renamed, breaks
 * somebody's program.
 */
const { exports } = manifest;

const api = {
  "src/index.ts": {
    values: [
      "INSPECT_BYTES",
      "PASSWORD_LIMITS",
      "PctError",
      "decrypt",
      "decryptSecret",
      "encrypt",
      "encryptSecret",
      "exportPrivateKey",
      "exportPublicKey",
      "fingerprint",
      "generateKeyPair",
      "generatePassphrase",
      "generatePassword",
      "importPrivateKey",
      "importPublicKey",
      "inspect",
      "isPctError",
      "maxSecretBytes",
      "passwordEntropy",
      "safetyWords",
      "safetyWordsOf",
    ],
    types: [
      "AnyPctError",
      "DecryptOptions",
      "EncryptOptions",
      "ExportPrivateKeyOptions",
      "GenerateKeyPairOptions",
      "ImportPrivateKeyOptions",
      "InspectedRecipient",
      "Inspection",
      "KeyKind",
      "KeyPair",
      "Language",
      "PassphraseOptions",
      "PasswordOptions",
      "PctErrorCode",
      "PctErrorParams",
      "PrivateKey",
      "PrivateKeyHandles",
      "PublicKey",
    ],
  },
  "src/age/index.ts": {
    values: ["decrypt", "encrypt"],
    types: ["DecryptOptions", "EncryptOptions"],
  },
  "src/age/detect.ts": { values: ["detectAge"], types: [] },
  "src/classic.ts": { values: ["decryptSecret", "encryptSecret", "maxSecretBytes"], types: [] },
  "src/errors.ts": {
    values: ["PctError", "isPctError"],
    types: ["AnyPctError", "KeyKind", "NoParams", "PctErrorCode", "PctErrorParams"],
  },
  "src/fingerprint.ts": {
    values: ["fingerprint", "safetyWords", "safetyWordsOf"],
    types: ["Language"],
  },
  "src/inspect.ts": {
    values: ["INSPECT_BYTES", "inspect"],
    types: ["InspectedRecipient", "Inspection"],
  },
  "src/keys.ts": {
    values: ["exportPrivateKey", "generateKeyPair", "importPrivateKey"],
    types: [
      "ExportPrivateKeyOptions",
      "GenerateKeyPairOptions",
      "ImportPrivateKeyOptions",
      "KeyPair",
      "PrivateKey",
      "PrivateKeyHandles",
      "PublicKey",
    ],
  },
  "src/limits.ts": {
    values: ["DETECTION_BYTES", "INSPECT_BYTES", "MAX_KEY_FILE_BYTES"],
    types: [],
  },
  "src/node/index.ts": {
    values: ["decryptFile", "encryptFile", "writeFileAtomic"],
    types: ["AtomicFileOptions", "FileInput", "FileOptions", "FileOutput"],
  },
  "src/password.ts": {
    values: ["PASSWORD_LIMITS", "generatePassphrase", "generatePassword", "passwordEntropy"],
    types: ["Language", "PassphraseOptions", "PasswordOptions"],
  },
  "src/public-key.ts": {
    values: ["exportPublicKey", "importPublicKey", "isPlausibleSpki"],
    types: ["PublicKey"],
  },
} as const;

describe("what can be imported", () => {
  let program: ts.Program;
  beforeAll(() => {
    program = ts.createProgram(
      Object.keys(api).map((entry) => join(packageFolder, entry)),
      compilerOptions(),
    );
  });

  it.each(Object.entries(api))("%s", (entry, { values, types }) => {
    const checker = program.getTypeChecker();
    const file = program.getSourceFile(join(packageFolder, entry));
    const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} is no module`);
    const exported = checker.getExportsOfModule(module).map((symbol) => {
      const target =
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return { name: symbol.name, isValue: (target.flags & ts.SymbolFlags.Value) !== 0 };
    });
    const names = (isValue: boolean): string[] =>
      exported
        .filter((symbol) => symbol.isValue === isValue)
        .map(({ name }) => name)
        .sort();
    expect(names(true)).toEqual([...values].sort());
    expect(names(false)).toEqual([...types].sort());
  });

  it("lists every subpath of package.json", () => {
    const sources = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? [] : [target["@pct/source"].replace("./", "")],
    );
    expect(Object.keys(api).sort()).toEqual(sources.sort());
  });

  it.each(Object.entries(exports).filter(([, target]) => typeof target !== "string"))(
    "%s exists at run time",
    async (subpath, target) => {
      const source = typeof target === "string" ? "" : target["@pct/source"].replace("./", "");
      const module = (await import(join("@pct/core", subpath))) as object;
      const { values } = api[source as keyof typeof api];
      expect(Object.keys(module).sort()).toEqual([...values].sort());
    },
  );
});

it("[E1] every code is produced by a test", () => {
  const codes = (
    file: string,
    of: (node: ts.Node) => ts.NodeArray<ts.Node> | undefined,
  ): string[] => {
    const source = ts.createSourceFile(file, ts.sys.readFile(file) ?? "", ts.ScriptTarget.Latest);
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
      for (const member of of(node) ?? []) {
        const { name } = member as ts.PropertySignature | ts.PropertyAssignment;
        if (ts.isStringLiteral(name)) names.push(name.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return names.sort();
  };
  const declared = codes(join(packageFolder, "src/errors.ts"), (node) =>
    ts.isInterfaceDeclaration(node) && node.name.text === "PctErrorParams"
      ? node.members
      : undefined,
  );
  const produced = codes(join(packageFolder, "test/errors.test.ts"), (node) =>
    ts.isVariableDeclaration(node) &&
    ts.isIdentifier(node.name) &&
    node.name.text === "producers" &&
    node.initializer !== undefined &&
    ts.isObjectLiteralExpression(node.initializer)
      ? node.initializer.properties
      : undefined,
  );
  expect(declared.length).toBeGreaterThan(30);
  // The one that only files have is in files.test.ts.
  expect([...produced, "output-is-input"].sort()).toEqual(declared);
  const sources = typeScriptFiles("src").map((file) => ts.sys.readFile(file) ?? "");
  for (const code of declared) {
    expect(sources.filter((source) => source.includes(`"${code}"`)).length, code).toBeGreaterThan(
      1,
    );
  }
});
