import { readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

/** The TypeScript sources of a package, for tests that read them. */
export interface SourceProgram {
  /** The package's folder. */
  readonly packageFolder: string;
  /** Paths of all TypeScript files under a folder of the package. */
  readonly typeScriptFiles: (folder: string) => string[];
  /** Compiler options of the tests: those of the sources, with the types of Node. */
  readonly compilerOptions: () => ts.CompilerOptions;
}

/** The program of the package in this folder. */
export function sourceProgram(packageFolder: string): SourceProgram {
  return {
    packageFolder,
    typeScriptFiles: (folder) =>
      readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort(),
    compilerOptions: () => {
      const config = ts.getParsedCommandLineOfConfigFile(
        join(packageFolder, "test/tsconfig.json"),
        {},
        { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail([diagnostic]) },
      );
      if (config === undefined) throw new Error("no test/tsconfig.json");
      return config.options;
    },
  };
}

/** Compiler diagnostics, one line each. */
export function describeDiagnostics(diagnostics: readonly ts.Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    const { file, start } = diagnostic;
    if (file === undefined || start === undefined) return message;
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName}:${(line + 1).toString()} ${message}`;
  });
}

function fail(diagnostics: readonly ts.Diagnostic[]): never {
  throw new Error(describeDiagnostics(diagnostics).join("\n"));
}
