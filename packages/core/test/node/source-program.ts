import { resolve } from "node:path";

import { sourceProgram } from "../../../../vitest.program.js";
import type { SourceProgram } from "../../../../vitest.program.js";

/** This package's own TypeScript. */
export const program: SourceProgram = sourceProgram(resolve(import.meta.dirname, "../.."));

export const { packageFolder, typeScriptFiles, compilerOptions }: SourceProgram = program;
