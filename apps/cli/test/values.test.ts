import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { folder, pct, problem } from "./run.js";

describe("pct digest", () => {
  it("equals BackEndBase's for a text, and sha512sum's for a file", async () => {
    const cwd = folder();
    const bytes = randomBytes(300_000);
    writeFileSync(join(cwd, "data"), bytes);
    const sha512 = (data: string | Buffer): string =>
      `${createHash("sha512").update(data).digest("hex")}\n`;
    expect((await pct(["digest"], { cwd, input: "ñandú\n" })).stdout).toBe(sha512("ñandú"));
    expect((await pct(["digest"], { cwd })).stdout).toBe(sha512(""));
    expect((await pct(["digest", "data"], { cwd })).stdout).toBe(sha512(bytes));
    expect((await pct(["digest", "-"], { cwd, input: bytes })).stdout).toBe(sha512(bytes));
    expect((await pct(["digest", "-"], { cwd, input: "a\n" })).stdout).toBe(sha512("a\n"));
  });
});

describe("pct salt, uuid and random", () => {
  it.each([
    [["salt"], /^[A-Za-z0-9]{30}\n$/],
    [["salt", "7"], /^[A-Za-z0-9]{7}\n$/],
    [["uuid"], /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}\n$/],
    [["random"], /^\d{1,39}\n$/],
    [["random", "8"], /^\d{1,3}\n$/],
  ])("%j prints a new value of the right form each time", async (args, shape) => {
    const cwd = folder();
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => pct(args, { cwd })));
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first?.stdout).toMatch(shape);
    expect(new Set([first?.stdout, second?.stdout, third?.stdout]).size).toBeGreaterThan(1);
  });

  it.each([
    [["salt", "0"], "length must be a whole number from 1 to 1024."],
    [["salt", "1e1"], "length must be a whole number from 1 to 1024."],
    [["random", "7"], "bits must be a whole number from 8 to 4096."],
  ])("%j is wrong usage", async (args, what) => {
    const result = await pct(args, { cwd: folder() });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem(result).what).toBe(what);
  });
});

describe("pct base64", () => {
  it("encodes and decodes, byte for byte", async () => {
    const cwd = folder();
    const bytes = randomBytes(100_000);
    writeFileSync(join(cwd, "data"), bytes);
    const { stdout } = await pct(["base64", "data"], { cwd });
    expect(stdout).toBe(`${bytes.toString("base64")}\n`);
    // Wrapped as other programs do.
    const wrapped = stdout.replace(/.{76}/g, "$&\r\n");
    expect((await pct(["base64", "-d", "-"], { cwd, input: wrapped })).data.equals(bytes)).toBe(
      true,
    );
    expect((await pct(["base64"], { cwd, input: "hola\n" })).stdout).toBe("aG9sYQ==\n");
    expect((await pct(["base64", "-"], { cwd, input: "hola\n" })).stdout).toBe("aG9sYQo=\n");
  });
});
