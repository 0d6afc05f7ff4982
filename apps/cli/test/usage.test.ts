import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { COMMANDS } from "#/program/command-table.js";
import { nearest } from "#/program/nearest.js";
import { folder, pct, problem, PUBLIC } from "./run.js";

/** These tests use no files. */
const cwd = tmpdir();
const NAMES = Object.keys(COMMANDS);

it("prints the version of the package", async () => {
  const text = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  expect(await pct(["--version"], { cwd })).toMatchObject({
    code: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

it("prints the version for -v, too", async () => {
  const { stdout } = await pct(["--version"], { cwd });
  expect(await pct(["-v"], { cwd })).toMatchObject({ code: 0, stdout, stderr: "" });
});

it.each([["--lang", "en"], ["--lang=en"], ["-q"], ["--quiet", "--lang", "en"]])(
  "means the same after %s %s",
  async (...before) => {
    for (const args of [["-v"], ["help", "nothing"], ["help"], ["--help"], []]) {
      const { code, stdout } = await pct(args, { cwd });
      const after = await pct([...before, ...args], { cwd });
      expect({ args, code: after.code, stdout: after.stdout }).toEqual({ args, code, stdout });
    }
  },
);

describe("help", () => {
  it("lists every command on stdout", async () => {
    const { code, stdout, stderr } = await pct(["--help"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect((await pct(["help"], { cwd })).stdout).toBe(stdout);
  });

  it("goes to stderr, in short, as wrong usage where the command is missing", async () => {
    const { code, stdout, stderr } = await pct([], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: pct <command>");
    expect(stderr).toContain("pct --help");
    expect(stderr.split("\n").length).toBeLessThan(12);
    const spanish = await pct([], { cwd, env: { PCT_LANG: "es" } });
    expect(spanish.stderr).toContain("Uso: pct <comando>");
  });

  it("of an unknown command says that there is none", async () => {
    const result = await pct(["help", "encript"], { cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem(result)).toEqual({
      what: "Unknown command: encript.",
      hint: "Did you mean pct encrypt?",
    });
  });

  it.each(NAMES)("of %s has an example, in both languages", async (name) => {
    const english = await pct([name, "--help"], { cwd });
    expect(english).toMatchObject({ code: 0, stderr: "" });
    expect(english.stdout).toMatch(new RegExp(`^Usage: pct ${name} \\[options\\]`));
    expect(english.stdout).toMatch(new RegExp(`^Examples:\n  .*pct ${name}`, "m"));
    expect((await pct(["help", name], { cwd })).stdout).toBe(english.stdout);

    const spanish = await pct([name, "--help", "--lang", "es"], { cwd });
    expect(spanish.stdout).toMatch(new RegExp(`^Uso: pct ${name} \\[opciones\\]`));
    expect(spanish.stdout).toMatch(new RegExp(`^Ejemplos:\n  .*pct ${name}`, "m"));
    // Commander's own texts are in English.
    expect(spanish.stdout).not.toMatch(
      /Usage|Options|Arguments|Commands|display help|default:|choices/,
    );
  });

  it.each(["en", "es"])("of everything fits into 80 columns (%s)", async (lang) => {
    for (const name of NAMES) {
      const { stdout } = await pct([name, "--help", "--lang", lang], { cwd });
      const options = stdout.slice(0, stdout.indexOf("\n  pct"));
      for (const line of options.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});

describe("the language", () => {
  const spanish = "No existe el comando x.";
  const english = "Unknown command: x.";

  it.each([
    [{}, [], english],
    [{ LANG: "es_AR.UTF-8" }, [], spanish],
    [{ LANG: "es" }, [], spanish],
    [{ LANG: "est_EE" }, [], english],
    [{ LANG: "es_MX.UTF-8", LC_ALL: "C" }, [], english],
    [{ LANG: "en_US.UTF-8", LC_ALL: "es_ES" }, [], spanish],
    [{ LC_ALL: "C", PCT_LANG: "es" }, [], spanish],
    [{ LANG: "es", PCT_LANG: "" }, [], spanish],
    [{ PCT_LANG: "es" }, ["--lang", "en"], english],
    [{}, ["--lang=es"], spanish],
    [{ LANG: "fr_FR.UTF-8" }, [], english],
  ])("of %j with %j", async (env, args, what) => {
    expect(problem(await pct([...args, "x"], { cwd, env })).what).toBe(what);
  });

  it("can be given before and after the command", async () => {
    for (const args of [
      ["--lang", "es", "generate", "0"],
      ["generate", "0", "--lang", "es"],
    ]) {
      expect(problem(await pct(args, { cwd })).what).toContain("La longitud");
    }
  });

  it("must be a known one", async () => {
    const result = await pct(["generate", "--lang", "fr"], { cwd });
    expect(result.code).toBe(2);
    expect(problem(result).what).toBe("--lang must be one of: es, en.");
  });
});

describe("wrong usage", () => {
  it.each([
    [["encrpyt"], "Unknown command: encrpyt.", "Did you mean pct encrypt?"],
    [["zzz"], "Unknown command: zzz.", "Run pct --help."],
    [["generate", "--symbol"], "pct generate has no option --symbol.", "Did you mean --symbols?"],
    [
      ["encrypt", "--passwd=hunter2"],
      "pct encrypt has no option --passwd.",
      "Did you mean --password?",
    ],
    [["encrypt", "-shunter2"], "pct encrypt has no option -s.", "Run pct encrypt --help."],
    [["inspect"], "Missing argument: file.", "Run pct inspect --help."],
    [
      ["decrypt", "a", "hunter2"],
      "Too many arguments for pct decrypt.",
      "Put quotes around names with spaces. Run pct decrypt --help.",
    ],
    [["encrypt", "-o"], "Missing value: -o, --output <file>", "Run pct encrypt --help."],
    [["completion", "tcsh"], "shell must be one of: bash, zsh, fish.", "Choose one of them."],
    [
      ["encrypt", "--format", "zip"],
      "--format must be one of: classic, age.",
      "Choose one of them.",
    ],
    [
      ["hash", "--method", "bcrypt"],
      "--method must be one of: argon2id, scrypt, pbkdf2, backendbase.",
      "Choose one of them.",
    ],
    [
      ["hash", "--method", "argon2id", "--keys", "app.env"],
      "--keys and --method argon2id cannot be used together.",
      "Leave out one of the two.",
    ],
    [["check"], "Missing argument: hash.", "Run pct check --help."],
  ])("%j", async (args, what, hint) => {
    const result = await pct(args, { cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem(result)).toEqual({ what, hint });
    expect(result.stderr).not.toContain("hunter2");

    const spanish = await pct(args, { cwd, env: { PCT_LANG: "es" } });
    expect(spanish.code).toBe(2);
    expect(problem(spanish).what).not.toBe(what);
  });
});

it("suggests commands within an edit distance of 2", () => {
  expect(nearest("encrytp", NAMES)).toBe("encrypt");
  expect(nearest("genrate", NAMES)).toBe("generate");
  expect(nearest("fingerprnit", NAMES)).toBe("fingerprint");
  expect(nearest("dxxxypt", NAMES)).toBeNull();
  expect(nearest("", NAMES)).toBeNull();
});

describe("habits of age and of shells", () => {
  it.each([
    [["encrypt", "-R", "keys"], "Did you mean -r?"],
    [["encrypt", "-d", "file"], "Did you mean pct decrypt?"],
    [["-d", "file"], "Did you mean pct decrypt?"],
    [["decrypt", "-e", "file"], "Did you mean pct encrypt?"],
  ])("%j: %s", async (args, hint) => {
    const result = await pct(args, { cwd });
    expect(result.code).toBe(2);
    expect(problem(result).hint).toBe(hint);
  });

  it("names the way to a file that begins with a hyphen", async () => {
    const own = folder();
    writeFileSync(join(own, "-dash.txt"), "x");
    const result = await pct(["encrypt", "-dash.txt"], { cwd: own });
    expect(problem(result)).toEqual({
      what: "-dash.txt is read as an option, because it begins with a hyphen.",
      hint: "For the file of this name: ./-dash.txt",
    });
    const args = ["encrypt", "./-dash.txt", "-r", PUBLIC];
    expect((await pct(args, { cwd: own })).code).toBe(0);
  });

  it.each([
    [["encrypt", "-o", ""], "--output"],
    [["encrypt", "-r", ""], "--recipient"],
    [["decrypt", "-i", ""], "--identity"],
    [["decrypt", "--passphrase-file", ""], "--passphrase-file"],
    [["encrypt", ""], "file"],
  ])("%j has an empty value", async (args, option) => {
    const result = await pct(args, { cwd });
    expect(result.code).toBe(2);
    expect(problem(result).what).toBe(`${option} has an empty value.`);
  });
});
