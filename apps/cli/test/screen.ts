import { spawn, spawnSync } from "node:child_process";

import { COMMAND } from "./process.js";
import { environment } from "./run.js";

/** Runs pct at a pseudo-terminal of util-linux's `script`, which records the screen. */
export const hasScript: boolean = String(spawnSync("script", ["--version"]).stdout).includes(
  "util-linux",
);

export interface Step {
  /** What to wait for on the screen. */
  readonly see: string;
  /** What to type then; it may follow from what is on the screen. */
  readonly type: string | Uint8Array | ((screen: string) => string);
}

export interface Screen {
  readonly code: number | null;
  readonly text: string;
}

function shell(args: readonly string[]): string {
  return args.map((arg) => `'${arg}'`).join(" ");
}

/** Runs a command line at a terminal; `pct` in it is the program under test. */
export async function terminal(
  line: string,
  cwd: string,
  steps: readonly Step[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Screen> {
  const command = line.replace(/\bpct\b/, shell(COMMAND));
  const child = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd,
    env: environment({ TERM: "xterm", ...env }),
  });
  let text = "";
  let seen = 0;
  const todo = [...steps];
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    for (let step = todo[0]; step !== undefined; step = todo[0]) {
      const at = text.indexOf(step.see, seen);
      if (at === -1) return;
      seen = at + step.see.length;
      todo.shift();
      child.stdin.write(typeof step.type === "function" ? step.type(text) : step.type);
    }
  });
  const code = await new Promise<number | null>((done) => {
    child.on("close", done);
  });
  if (todo.length > 0) throw new Error(`never seen: ${todo[0]?.see ?? ""}\n${text}`);
  return { code, text };
}
