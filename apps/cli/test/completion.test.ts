import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { folder, pct } from "./run.js";

function has(shell: string): boolean {
  return spawnSync(shell, ["-c", "exit 0"]).status === 0;
}

describe.skipIf(!has("bash"))("completes in bash", () => {
  let script = "";

  beforeAll(async () => {
    script = (await pct(["completion", "bash"], { cwd: folder() })).stdout;
  });

  /** Completions that bash offers for the last of these words. */
  function offers(...words: string[]): string[] {
    const cwd = folder();
    writeFileSync(join(cwd, "pct.bash"), script);
    const run = `set -u; source ./pct.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pct; printf '%s\\n' "\${COMPREPLY[@]:-}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", run, "bash", "pct", ...words], {
      cwd,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    return stdout.split("\n").filter((word) => word !== "");
  }

  it("commands", () => {
    expect(offers("en")).toEqual(["encrypt"]);
    expect(offers("")).toContain("completion");
  });

  it("options of the command", () => {
    expect(offers("create", "--b")).toEqual(["--bits"]);
    expect(offers("decrypt", "-")).toContain("--identity");
    expect(offers("decrypt", "-")).not.toContain("--recipient");
  });

  it("values", () => {
    expect(offers("encrypt", "--format", "")).toEqual(["classic", "age"]);
    expect(offers("create", "--bits", "3")).toEqual(["3072"]);
    expect(offers("completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(offers("help", "f")).toEqual(["fingerprint"]);
  });

  it("leaves file names to the shell", () => {
    expect(offers("encrypt", "-r", "")).toEqual([]);
    expect(offers("decrypt", "")).toEqual([]);
    expect(script).toContain("complete -o default");
  });
});

describe.each(["zsh", "fish"])("runs in %s", (shell) => {
  it.each(["en", "es"])("names every command and option (%s)", async (lang) => {
    const { code, stdout } = await pct(["completion", shell, "--lang", lang], { cwd: folder() });
    expect(code).toBe(0);
    for (const word of ["generate", "encrypt", "recipient", "classic"])
      expect(stdout).toContain(word);
  });

  it.skipIf(!has(shell))("is a script that %s accepts", async () => {
    const cwd = folder();
    const { stdout } = await pct(["completion", shell], { cwd });
    writeFileSync(join(cwd, "script"), stdout);
    const { status, stderr } = spawnSync(shell, ["-n", "script"], { cwd, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
