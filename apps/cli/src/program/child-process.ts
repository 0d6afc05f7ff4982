import type { ChildProcess, SpawnOptions } from "node:child_process";

import { environmentForHelpers } from "./environment.js";

/**
 * Starts another program, without our secrets in its environment. Loads `node:child_process` at the first call, because loading it takes 2 ms
 * of a start of 35.
 *
 * The build resolves commander's `node:child_process` to this module too (rolldown.config.ts):
 * commander loads it in every call, for subcommands that are programs of their own.
 */
export function spawn(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  return process.getBuiltinModule("node:child_process").spawn(program, args, {
    env: environmentForHelpers(),
    ...options,
  });
}
