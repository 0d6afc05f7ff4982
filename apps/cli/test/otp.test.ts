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

/** Two accounts, as Google Authenticator exports them: AWS: ana, and luis with SHA-512 and 8 digits. */
const EXPORT =
  "otpauth-migration://offline?data=CiAKCkhlbGxvId6tvu8SB0FXUzphbmEaA0FXUyABKAEwAgoYCgpIZWxsbyHerb7vEgRsdWlzIAMoAjACEAEYASAAKMeoDw%3D%3D";

describe("an export of several accounts", () => {
  const otp = (args: readonly string[], input = EXPORT): ReturnType<typeof pct> =>
    pct(["otp", ...args], { cwd: folder(), input });

  it.each([
    ["AWS: ana", "AWS:ana?secret=JBSWY3DPEHPK3PXP&issuer=AWS&algorithm=SHA1&digits=6"],
    ["ana", "AWS:ana?secret=JBSWY3DPEHPK3PXP&issuer=AWS&algorithm=SHA1&digits=6"],
    ["aws", "AWS:ana?secret=JBSWY3DPEHPK3PXP&issuer=AWS&algorithm=SHA1&digits=6"],
    ["lui", "luis?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8"],
  ])("is read by name: %s", async (name, address) => {
    const { code, stdout } = await otp(["--uri", "--pick", name]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `otpauth://totp/${address}&period=30\n` });
  });

  it.each([
    ["no name", [], EXPORT, "Several accounts fit: AWS: ana, luis."],
    ["a name of two", ["--pick", "s"], EXPORT, "Several accounts fit: AWS: ana, luis."],
    ["an empty name", ["--pick", ""], EXPORT, "No account has this name, but: AWS: ana, luis."],
    ["a name of none", ["--pick", "x"], EXPORT, "No account has this name, but: AWS: ana, luis."],
    ["a name for a secret alone", ["--pick", "x"], SECRET, "A secret alone has no name."],
  ])("is refused with %s", async (_, args, input, what) => {
    const result = await otp(args, input);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(problem({ ...result, stderr: result.stderr.replace(/^ {2}.*\n/gm, "") }).what).toBe(
      what,
    );
  });
});

it("chooses between accounts with one name by the number that the error shows", async () => {
  const data = Buffer.from(decodeURIComponent(EXPORT.split("=")[1] ?? ""), "base64");
  const [length = 0] = data.subarray(1);
  const ana = data.subarray(0, 2 + length);
  const twice = Buffer.concat([ana, data]).toString("base64");
  const input = `otpauth-migration://offline?data=${encodeURIComponent(twice)}`;
  const refused = await pct(["otp", "--pick", "ana"], { cwd: folder(), input });
  expect(refused.code).toBe(2);
  expect(problem(refused).what).toBe("Several accounts fit: AWS: ana (1), AWS: ana (2).");
  for (const pick of ["AWS: ana (2)", "luis"]) {
    const { code, stdout } = await pct(["otp", "--uri", "--pick", pick], { cwd: folder(), input });
    expect({ code, isAna: stdout.includes("AWS:ana") }).toEqual({
      code: 0,
      isAna: pick !== "luis",
    });
  }
});

describe("what can't be read", () => {
  it.each([
    [`otpauth://totp/a?secret=${SECRET}&secret=${SECRET}`, /two secrets/, /dos secretos/],
    [`otpauth://totp/a?secret=${SECRET}&encoder=steam`, /Steam/, /Steam/],
    [`otpauth://totp/a?secret=${SECRET}&algorithm=MD5`, /other than SHA1/, /no es SHA1/],
    [EXPORT.slice(0, 80), /migration:\/\/ address is damaged/, /migration:\/\/ está dañada/],
    ["otpauth://totp/a?secret=JBSW1", /not an authenticator secret/, /No es el secreto/],
  ])("%s has its own reason", async (input, english, spanish) => {
    const inEnglish = await pct(["otp"], { cwd: folder(), input });
    expect(problem(inEnglish).what).toMatch(english);
    expect(inEnglish.stderr).not.toContain(SECRET);
    const inSpanish = await pct(["--lang", "es", "otp"], { cwd: folder(), input });
    expect(inSpanish.stderr).toMatch(spanish);
  });

  it("a name with a colon is read, but not written", async () => {
    const input = `otpauth://totp/AWS:a%3Ab?secret=${SECRET}`;
    expect((await pct(["otp"], { cwd: folder(), input })).stdout).toMatch(/^\d{6}\n$/);
    const result = await pct(["otp", "--uri"], { cwd: folder(), input });
    expect(problem(result).hint).toBe("Give other names with --account and --issuer.");
    const { stdout } = await pct(["otp", "--uri", "--account", "ana"], { cwd: folder(), input });
    expect(stdout).toContain("otpauth://totp/AWS:ana?");
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

  it("asks which account of an export is meant", async () => {
    const { code, text } = await terminal("pct otp --uri", folder(), [
      { see: "not be shown):", type: `${EXPORT}\r` },
      { see: "Which one? Number or name:", type: "2\r" },
    ]);
    expect(code).toBe(0);
    expect(text).toContain("  1. AWS: ana");
    expect(text).toContain("otpauth://totp/luis?");
  });

  it("exits with 130 on Ctrl-C", async () => {
    const see = "valid for";
    const ask = { see: "not be shown):", type: `${SECRET}\r` };
    const { code } = await terminal("pct otp", folder(), [ask, { see, type: "\u0003" }]);
    expect(code).toBe(130);
  });
});
