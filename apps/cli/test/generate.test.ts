import { expect, it } from "vitest";

import { folder, pct, problem } from "./run.js";

it("prints 20 letters and digits of all three classes", async () => {
  const { code, stdout, stderr } = await pct(["generate"], { cwd: folder() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{20}\n$/);
});

it("accepts a length, symbols and exclusions", async () => {
  const { stdout } = await pct(["generate", "64", "--symbols", "--exclude", "abcXYZ019!"], {
    cwd: folder(),
  });
  expect(stdout).toMatch(/^(?=.*[@#$%^&*()])[d-zA-W2-8@#$%^&*()]{64}\n$/);
});

it("makes the requested number of different passwords", async () => {
  const { stdout } = await pct(["generate", "--count", "50"], { cwd: folder() });
  const passwords = stdout.trimEnd().split("\n");
  expect(passwords).toHaveLength(50);
  expect(new Set(passwords).size).toBe(50);
});

it.each(["0", "-5", "abc", "99999999", "12.5", "1e2", "", "3", "1025", "0x20", " 20"])(
  "rejects the length %j as wrong usage and names the range",
  async (length) => {
    const result = await pct(["generate", length], { cwd: folder() });
    expect(result.code).toBe(2);
    expect(result.stdout).toBe("");
    expect(problem(result).what).toContain("from 4 to 1024");
  },
);

it("says the same in Spanish", async () => {
  const result = await pct(["generate", "-5", "--lang", "es"], { cwd: folder() });
  expect(result.code).toBe(2);
  expect(problem(result)).toEqual({
    what: "La longitud debe ser un número entero de 4 a 1024.",
    hint: "Por ejemplo: pct generate 24",
  });
});

it("accepts both ends of the range", async () => {
  expect((await pct(["generate", "4"], { cwd: folder() })).stdout).toHaveLength(5);
  expect((await pct(["generate", "1024"], { cwd: folder() })).stdout).toHaveLength(1025);
});

it("makes a passphrase in the language of the call", async () => {
  const cwd = folder();
  const english = (await pct(["generate", "--words", "6"], { cwd })).stdout;
  const spanish = (await pct(["generate", "--words", "6", "--lang", "es"], { cwd })).stdout;
  expect(english).toMatch(/^[a-z]+(-[a-z]+){5}\n$/);
  expect(spanish).toMatch(/^[a-zñ]+(-[a-zñ]+){5}\n$/);
});

it.each([
  ["--words", "0"],
  ["--words", "65"],
  ["--words", "x"],
  ["--count", "0"],
  ["--count", "1001"],
  ["--exclude", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"],
])("rejects %s %s as wrong usage", async (...args) => {
  // Without letters ten digits remain, which is allowed: exclude one more.
  const more = args[0] === "--exclude" ? ["--exclude", `${args[1]}0`] : args;
  const result = await pct(["generate", ...more], { cwd: folder() });
  expect(result.code).toBe(2);
  problem(result);
});

it.each([
  [["20", "--words", "6"]],
  [["--words", "6", "--symbols"]],
  [["--words", "6", "--exclude", "a"]],
  [["--copy", "--json"]],
  [["--copy", "--count", "2"]],
])("rejects the conflict in %j", async (args) => {
  const result = await pct(["generate", ...args], { cwd: folder() });
  expect(result.code).toBe(2);
  expect(problem(result).what).toContain("cannot be used together");
});

it("prints JSON with the entropy", async () => {
  const { stdout } = await pct(["generate", "--json", "--count", "2"], { cwd: folder() });
  const { passwords, entropyBits } = JSON.parse(stdout) as {
    passwords: string[];
    entropyBits: number;
  };
  expect(passwords).toHaveLength(2);
  // log2(62^20) less the passwords without all three classes.
  expect(entropyBits).toBeGreaterThan(118.9);
  expect(entropyBits).toBeLessThan(119.08);
});
