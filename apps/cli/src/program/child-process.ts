import type { ChildProcess, SpawnOptions } from "node:child_process";

/**
 * Starts another program. Loads `node:child_process` at the first call, because loading it takes 2 ms
 * of a start of 35. Imports nothing: the build would run every import of a module that commander loads
 * through a function.
 *
 * The build resolves commander's `node:child_process` to this module too (rolldown.config.ts):
 * commander loads it in every call, for subcommands that are programs of their own.
 */
export function spawn(
  program: string,
  args: readonly string[],
  options: SpawnOptions & { readonly env: NodeJS.ProcessEnv },
): ChildProcess {
  return process.getBuiltinModule("node:child_process").spawn(program, args, options);
}
