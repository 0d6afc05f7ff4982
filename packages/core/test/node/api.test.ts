import { join } from "node:path";

import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

import manifest from "../../package.json" with { type: "json" };
import { compilerOptions, packageFolder, typeScriptFiles } from "./source-program.js";

/** The sources behind the subpaths of package.json. */
const subpaths = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === "string"
    ? []
    : [{ name: join("@pct/core", subpath), source: target["@pct/source"].replace("./", "") }],
);

/** The public API. Removing or renaming a name breaks the programs of users. */
const api: Readonly<
  Record<string, { readonly values: readonly string[]; readonly types: readonly string[] }>
> = {
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
      "WindowsKeysOptions",
    ],
  },
  "src/age/index.ts": {
    values: ["decrypt", "encrypt", "startDecryption", "startEncryption"],
    types: ["DecryptOptions", "EncryptOptions", "PayloadStart"],
  },
  "src/age/detect.ts": { values: ["detectAge"], types: [] },
  "src/age/segments.ts": {
    values: ["convertSegment", "convertedSize", "importPayloadKey", "segmentCount", "segmentPlace"],
    types: ["PayloadKey", "PayloadKind", "SegmentPlace"],
  },
  "src/ciphertext.ts": { values: ["explainFailure", "readCiphertext"], types: ["Ciphertext"] },
  "src/classic.ts": {
    values: ["decryptSecret", "encryptSecret", "isClassicFile", "maxSecretBytes"],
    types: [],
  },
  "src/errors.ts": {
    values: ["PctError", "isPctError"],
    types: ["AnyPctError", "ForeignKind", "KeyKind", "NoParams", "PctErrorCode", "PctErrorParams"],
  },
  "src/fingerprint.ts": {
    values: ["fingerprint", "fingerprintOfLine", "safetyWords", "safetyWordsOf"],
    types: ["Language"],
  },
  "src/hybrid.ts": {
    values: ["generateHybridKeyPair", "hybridIdentity", "hybridPublicKey", "hybridRecipient"],
    types: ["HybridKeyPair"],
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
    values: [
      "DETECTION_BYTES",
      "INSPECT_BYTES",
      "MAX_KEY_FILE_BYTES",
      "MAX_PASTED_BYTES",
      "PASSWORD_LIMITS",
    ],
    types: [],
  },
  "src/node/atomic-file.ts": {
    values: ["checkTarget", "writeFileAtomic"],
    types: ["AtomicFileOptions"],
  },
  "src/node/index.ts": {
    values: ["decryptFile", "encryptFile", "writeFileAtomic"],
    types: ["AtomicFileOptions", "FileInput", "FileOptions", "FileOutput"],
  },
  "src/node/keys.ts": {
    values: ["raceKeyPair"],
    types: ["RaceOptions"],
  },
  "src/node/windows-password.ts": { values: ["decryptWindowsPassword"], types: [] },
  "src/password.ts": {
    values: ["PASSWORD_LIMITS", "generatePassphrase", "generatePassword", "passwordEntropy"],
    types: ["Language", "PassphraseOptions", "PasswordOptions"],
  },
  "src/pasted/index.ts": {
    values: ["findCiphertext", "findKeys"],
    types: ["FoundKey", "FoundKeys", "UnusableKey"],
  },
  "src/public-key.ts": {
    values: ["exportPublicKey", "importPublicKey", "isHybridPublicKey", "isPlausibleSpki"],
    types: ["PublicKey", "WindowsKeysOptions"],
  },
  "src/windows-answer.ts": { values: ["decryptWindowsAnswer"], types: [] },
};

describe("exports", () => {
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
    if (module === undefined) throw new Error(`${entry} is not a module`);
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
    expect(Object.keys(api).sort()).toEqual(subpaths.map(({ source }) => source).sort());
  });

  it.each(subpaths)("$name has them at run time", async ({ name, source }) => {
    const module = (await import(name)) as object;
    expect(Object.keys(module).sort()).toEqual([...(api[source]?.values ?? [])].sort());
  });
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
  // Tests in this folder produce the codes that only files have.
  expect([...produced, "input-changed", "output-is-input", "output-unsafe"].sort()).toEqual(
    declared,
  );
  const sources = typeScriptFiles("src").map((file) => ts.sys.readFile(file) ?? "");
  for (const code of declared) {
    expect(sources.filter((source) => source.includes(`"${code}"`)).length, code).toBeGreaterThan(
      1,
    );
  }
});
