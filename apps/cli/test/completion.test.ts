import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { folder, pct } from "./run.js";

function has(shell: string): boolean {
  return spawnSync(shell, ["-c", "exit 0"]).status === 0;
}

describe.skipIf(!has("bash"))("in bash", () => {
  let script = "";

  beforeAll(async () => {
    script = (await pct(["completion", "bash"], { cwd: folder() })).stdout;
  });

  /** What bash offers after these words, of which the last is being typed. */
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

  it("files, by offering nothing itself", () => {
    expect(offers("encrypt", "-r", "")).toEqual([]);
    expect(offers("decrypt", "")).toEqual([]);
    expect(script).toContain("complete -o default");
  });
});

describe.each(["zsh", "fish"])("in %s", (shell) => {
  it.each(["en", "es"])("the script names everything (%s)", async (lang) => {
    const { code, stdout } = await pct(["completion", shell, "--lang", lang], { cwd: folder() });
    expect(code).toBe(0);
    for (const word of ["generate", "encrypt", "recipient", "classic"])
      expect(stdout).toContain(word);
  });

  it.skipIf(!has(shell))("the script is one", async () => {
    const cwd = folder();
    const { stdout } = await pct(["completion", shell], { cwd });
    writeFileSync(join(cwd, "script"), stdout);
    const { status, stderr } = spawnSync(shell, ["-n", "script"], { cwd, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
