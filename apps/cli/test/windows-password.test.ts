import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { folder, pasted, pct, PRIVATE, problem } from "./run.js";

function home(): string {
  const cwd = folder();
  copyFileSync(pasted("private_key.pem"), join(cwd, "private_key.pem"));
  copyFileSync(pasted("pkcs1v15-from-ec2.txt"), join(cwd, "password"));
  return cwd;
}

describe("pct windows-password", () => {
  it("shows the password alone on stdout", async () => {
    const { code, stdout } = await pct(["windows-password", "password"], { cwd: home() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Xy7)admin\n" });
  });

  it("is the only command that opens it: pct decrypt does not try this padding", async () => {
    const result = await pct(["decrypt", "password"], { cwd: home() });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(problem(result).hint).toContain("pct windows-password FILE");
  });

  it.each([
    ["empty", '{"PasswordData": ""}', "empty: there is no password in it yet."],
    ["other", '{"a": 1}', "other: this is not the password of a Windows server"],
    ["key", "-----BEGIN PUBLIC KEY-----", "key: this is not the password of a Windows server"],
  ])("says what a file is that has none: %s", async (name, content, what) => {
    const cwd = home();
    writeFileSync(join(cwd, name), content);
    const result = await pct(["windows-password", name], { cwd });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(problem(result).what).toContain(what);
  });

  it("says one thing of a wrong key and of a changed blob", async () => {
    const cwd = home();
    const said = await pct(["windows-password", "password", "-i", PRIVATE], { cwd });
    const changed = Buffer.alloc(256, 7).toString("base64");
    const other = await pct(["windows-password", "-"], { cwd, input: changed });
    expect(problem(said).what).toMatch(
      /^password: can't open this password: it is for another key/,
    );
    expect(problem(other).what.replace("standard input", "password")).toBe(problem(said).what);
    expect([said.code, other.code]).toEqual([1, 1]);
  });
});
