import { resolve } from "node:path";

import { sourceProgram } from "@pct/tooling/source-program";
import type { SourceProgram } from "@pct/tooling/source-program";

/** The TypeScript program of this package. */
export const program: SourceProgram = sourceProgram(resolve(import.meta.dirname, "../.."));

export const { packageFolder, typeScriptFiles, compilerOptions }: SourceProgram = program;
