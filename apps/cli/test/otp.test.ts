import { generateTotp } from "@pct/security/otp";
import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";

import { folder, pct, problem } from "./run.js";
import { hasScript, terminal } from "./screen.js";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const PLAIN = `otpauth://totp/pct?secret=${SECRET}&algorithm=SHA1&digits=6&period=30`;

/** All codes that the secret gives between two times. */
function codes(from: number, to: number, options = {}): string[] {
  const times = [from, to].map((time) => generateTotp(SECRET, { time: time / 1000, ...options }));
  return times.map((code) => `${code}\n`);
}

describe("pct otp", () => {
  it.each([
    ["a secret as people copy it", "gezd gnbv-GY3T qojq gezd gnbv gy3t qojq\n", [], {}],
    [
      "an address",
      `otpauth://totp/AWS:ana?secret=${SECRET}&digits=8&period=60&algorithm=SHA256`,
      [],
      { digits: 8, period: 60, algorithm: "SHA256" },
    ],
    [
      "options",
      SECRET,
      ["--digits", "7", "--algorithm", "SHA512"],
      { digits: 7, algorithm: "SHA512" },
    ],
  ])("shows the current code of %s and its seconds", async (_, input, args, options) => {
    const from = Date.now();
    const { code, stdout, stderr } = await pct(["otp", ...args], { cwd: folder(), input });
    expect(code).toBe(0);
    expect(codes(from, Date.now(), options)).toContain(stdout);
    expect(stderr).toMatch(/^valid for \d{1,2} s\n$/);
  });

  it("prints the otpauth URI with the given names", async () => {
    const uri = async (input: string, ...args: string[]): Promise<string> =>
      (await pct(["otp", "--uri", ...args], { cwd: folder(), input })).stdout;
    expect(await uri(SECRET)).toBe(`${PLAIN}\n`);
    expect(await uri(PLAIN, "--account", "ana@x.org", "--issuer", "AWS")).toBe(
      `${PLAIN.replace("/pct?", "/AWS:ana%40x.org?").replace("&algorithm", "&issuer=AWS&algorithm")}\n`,
    );
  });

  it("draws a readable QR code beside the code", async () => {
    const { stdout, stderr } = await pct(["otp", "--qr"], { cwd: folder(), input: SECRET });
    expect(stdout).toMatch(/^\d{6}\n$/);
    expect(readQr(stderr.split("\n").slice(0, -2))).toBe(PLAIN);
  });

  it("prints JSON", async () => {
    const { stdout, stderr } = await pct(["otp", "--json"], { cwd: folder(), input: SECRET });
    expect(stderr).toBe("");
    const { code, secondsLeft } = JSON.parse(stdout) as { code: string; secondsLeft: number };
    expect(code).toMatch(/^\d{6}$/);
    expect(secondsLeft).toBeGreaterThan(0);
    expect(secondsLeft).toBeLessThanOrEqual(30);
  });

  it.each([
    [["--digits", "5"], "--digits must be a whole number from 6 to 10."],
    [["--period", "1.5"], "--period must be a whole number from 1 to 3600."],
    [["--algorithm", "MD5"], "--algorithm must be one of: SHA1, SHA256, SHA512."],
    [["--json", "--qr"], "--json and --qr cannot be used together."],
    [[SECRET], "Too many arguments for pct otp."],
  ])("%j is wrong usage", async (args, what) => {
    const result = await pct(["otp", ...args], { cwd: folder(), input: SECRET });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem(result).what).toBe(what);
  });
});

/** Reads a drawing with two modules per character; light modules are drawn. */
function readQr(lines: readonly string[]): string {
  const SCALE = 4;
  const light = lines.flatMap((line) => [
    Array.from(line, (char) => "▀█".includes(char)),
    Array.from(line, (char) => "▄█".includes(char)),
  ]);
  const [width, height] = [(light[0]?.length ?? 0) * SCALE, light.length * SCALE];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = light[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] === true ? 255 : 0;
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return decodeQR({ width, height, data });
}

describe.skipIf(!hasScript)("at a terminal", () => {
  it("reads the secret without echo, and counts the seconds down", async () => {
    const see = "Secret or otpauth:// address (it will not be shown):";
    // With a period of two seconds, the next code follows the first.
    const { code, text } = await terminal("pct otp --period 2", folder(), [
      { see, type: `${SECRET}\r` },
    ]);
    expect(code).toBe(0);
    expect(text).not.toContain(SECRET);
    const shown = text.slice(text.indexOf(see));
    expect(shown.match(/(?<!\d)\d{6}(?=\r?\n)/g)).toHaveLength(2);
    expect(shown).toContain("valid for 2 s");
    expect(shown).toContain("valid for 1 s");
  });

  it("exits with 130 on Ctrl-C", async () => {
    const see = "valid for";
    const ask = { see: "not be shown):", type: `${SECRET}\r` };
    const { code } = await terminal("pct otp", folder(), [ask, { see, type: "\u0003" }]);
    expect(code).toBe(130);
  });
});
