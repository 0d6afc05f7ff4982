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

  it("values after an equals sign, whether or not it ends a word", () => {
    expect(offers("encrypt", "--format", "=")).toEqual(["classic", "age"]);
    expect(offers("encrypt", "--format", "=", "cl")).toEqual(["classic"]);
    expect(offers("encrypt", "--format=cl")).toEqual(["--format=classic"]);
  });

  it("options before the command, and the command after them", () => {
    expect(offers("--la")).toEqual(["--lang"]);
    expect(offers("--lang", "")).toEqual(["es", "en"]);
    expect(offers("--lang", "en", "encr")).toEqual(["encrypt"]);
    expect(offers("--lang", "=", "en", "encrypt", "--form")).toEqual(["--format"]);
    expect(offers("--quiet", "create", "--b")).toEqual(["--bits"]);
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

describe.skipIf(!has("fish"))("completes in fish", () => {
  async function offers(line: string): Promise<string[]> {
    const cwd = folder();
    writeFileSync(join(cwd, "a-file"), "");
    writeFileSync(join(cwd, "pct.fish"), (await pct(["completion", "fish"], { cwd })).stdout);
    const run = `source pct.fish; complete -C ${JSON.stringify(line)}`;
    const { stdout } = spawnSync("fish", ["--no-config", "-c", run], { cwd, encoding: "utf8" });
    return stdout
      .split("\n")
      .map((found) => found.replace(/\t.*/, ""))
      .filter(Boolean);
  }

  it("commands for help, and no files", async () => {
    expect(await offers("pct help fi")).toEqual(["fingerprint"]);
    expect(await offers("pct help a-")).toEqual([]);
  });

  it("values, also after an equals sign", async () => {
    expect(await offers("pct encrypt --format cl")).toEqual(["classic"]);
    expect(await offers("pct encrypt --format=cl")).toEqual(["--format=classic"]);
    expect(await offers("pct --lang e")).toEqual(["en", "es"]);
  });
});

describe.skipIf(!has("zsh"))("completes in zsh", () => {
  /** What zsh shows when a user types this line and presses Tab once, after these commands. */
  async function shows(setup: string, typed: string, wanted: string): Promise<string> {
    const cwd = folder();
    writeFileSync(join(cwd, "_pct"), (await pct(["completion", "zsh"], { cwd })).stdout);
    const run = `
      zmodload zsh/zpty
      zpty -b shell zsh -f -i
      zpty -w shell "PS1=; cd $PWD; ${setup}; bindkey '^I' complete-word; print read''y"
      shown=
      until [[ $shown == *ready* ]]; do zpty -r -t shell part && shown+=$part; sleep 0.02; done
      zpty -w -n shell $'${typed}\t'
      for ((i = 0; i < 500; i++)); do
        zpty -r -t shell part && shown+=$part
        [[ $shown == *"${wanted}"* ]] && break
        sleep 0.02
      done
      zpty -d shell
      print -r -- "$shown"`;
    const { stdout } = spawnSync("zsh", ["-f", "-c", run], {
      cwd,
      encoding: "utf8",
      timeout: 30_000,
    });
    return stdout;
  }

  const autoload = "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D";
  const sourcedFirst = "source ./_pct; autoload -Uz compinit; compinit -u -D";

  it.each([
    ["from fpath, at the first Tab", autoload, "pct gen", "pct generate"],
    ["sourced before compinit", sourcedFirst, "pct gen", "pct generate"],
    ["a value after an equals sign", autoload, "pct encrypt --format=cl", "--format=classic"],
    ["a command after an option", autoload, "pct --lang en encr", "en encrypt"],
  ])("%s", async (_, setup, typed, wanted) => {
    expect(await shows(setup, typed, wanted)).toContain(wanted);
  });
});
