import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { folder, key, pasted, pct, PRIVATE, PUBLIC } from "./run.js";

it.each([
  ["the public half", PUBLIC],
  ["the private half", PRIVATE],
  ["an ssh-rsa line", key("rsa2048-a.id_rsa.pub")],
])("of %s equals that of ssh-keygen, alone on stdout", async (_, file) => {
  const text = readFileSync(key("../keys.json"), "utf8");
  const { stdout, stderr } = await pct(["fingerprint", file], { cwd: folder() });
  expect(stdout).toMatch(/^SHA256:[A-Za-z0-9+/]{43}\n$/);
  expect(text).toContain(stdout.trim());
  expect(stderr).toMatch(/^Safety words: [a-z]+( [a-z]+){5}\n$/);
});

it("of a key from a pipe comes with words in the language of the call", async () => {
  const input = readFileSync(PUBLIC);
  const english = await pct(["fingerprint", "-"], { cwd: folder(), input });
  const spanish = await pct(["fingerprint", "-", "--lang", "es"], { cwd: folder(), input });
  expect(spanish.stdout).toBe(english.stdout);
  expect(spanish.stderr).toMatch(/^Palabras de seguridad: \p{L}+( \p{L}+){5}\n$/u);

  const { stdout } = await pct(["fingerprint", "-", "--json"], { cwd: folder(), input });
  const { fingerprint, bits, safetyWords } = JSON.parse(stdout) as {
    fingerprint: string;
    bits: number;
    safetyWords: { en: string[]; es: string[] };
  };
  expect(fingerprint).toBe(english.stdout.trim());
  expect(bits).toBe(2048);
  expect(english.stderr).toContain(safetyWords.en.join(" "));
  expect(spanish.stderr).toContain(safetyWords.es.join(" "));
});

describe("an Ed25519 key", () => {
  /** As `ssh-keygen -lf` says. */
  const print = "SHA256:EggrE2av0JiCbh3Y6rr3zfxsOWm9gZ3nEh/e2zZ90nc";
  const line = readFileSync(pasted("variants/keys/ed.pub"), "utf8").trim();

  it.each([
    ["a public file", pasted("variants/keys/ed.pub")],
    ["a line", line],
  ])("has the fingerprint of ssh-keygen: %s", async (_, operand) => {
    const { code, stdout } = await pct(["fingerprint", operand], { cwd: folder() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${print}\n` });
    const json = await pct(["fingerprint", operand, "--json"], { cwd: folder() });
    expect(JSON.parse(json.stdout)).toEqual({ fingerprint: print });
  });
});

it("reads a key that is given as a line", async () => {
  const file = pasted("variants/keys/rs.pub");
  const line = readFileSync(file, "utf8").trim();
  const { stdout } = await pct(["fingerprint", file], { cwd: folder() });
  expect((await pct(["fingerprint", line], { cwd: folder() })).stdout).toBe(stdout);
});
