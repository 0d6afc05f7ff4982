import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { folder, pct, PRIVATE, problem, PUBLIC } from "./run.js";

/** Puts an `xclip` first in PATH that keeps its clipboard in a file and writes down its arguments. */
function clipboard(cwd: string): {
  env: Record<string, string>;
  content: () => string;
  args: () => string;
} {
  const tool = join(cwd, "xclip");
  writeFileSync(
    tool,
    `#!/bin/sh
echo "$*" >> '${cwd}/args'
case "$*" in *-out*) cat '${cwd}/clipboard' ;; *) cat > '${cwd}/clipboard' ;; esac
`,
  );
  chmodSync(tool, 0o755);
  return {
    env: { PATH: `${cwd}:${process.env.PATH ?? ""}`, DISPLAY: ":0", PCT_CLIPBOARD_SECONDS: "1" },
    content: () => readFileSync(join(cwd, "clipboard"), "utf8"),
    args: () => readFileSync(join(cwd, "args"), "utf8"),
  };
}

describe.skipIf(process.platform !== "linux")("--copy", () => {
  it("puts a password into the clipboard, and nothing on stdout", async () => {
    const cwd = folder();
    const { env, content } = clipboard(cwd);
    const { code, stdout, stderr } = await pct(["generate", "--copy"], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toBe("Copied. The clipboard is cleared in 1 seconds.\n");
    expect(content()).toMatch(/^[A-Za-z0-9]{20}$/);
  });

  it("puts a secret there, never into the arguments, and clears it again", async () => {
    const cwd = folder();
    copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
    copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
    const { env, content, args } = clipboard(cwd);
    await pct(["encrypt"], { cwd, input: "tr3s" });
    expect(await pct(["decrypt", "--copy"], { cwd, env })).toMatchObject({ code: 0, stdout: "" });
    expect(content()).toBe("tr3s");
    while (content() !== "") await sleep(50);
    expect(args()).not.toContain("tr3s");
  });

  it("leaves alone what was copied meanwhile", async () => {
    const cwd = folder();
    const { env, content, args } = clipboard(cwd);
    await pct(["generate", "--copy"], { cwd, env });
    writeFileSync(join(cwd, "clipboard"), "something else");
    while (!args().includes("-out")) await sleep(50);
    await sleep(300);
    expect(content()).toBe("something else");
  });

  it("says what is missing where there is no clipboard", async () => {
    const cwd = folder();
    const result = await pct(["generate", "--copy"], { cwd, env: { DISPLAY: ":0", PATH: cwd } });
    expect(result.code).toBe(1);
    expect(problem(result).hint).toContain("xclip");
    expect(existsSync(join(cwd, "clipboard"))).toBe(false);
  });

  it("and --output exclude each other", async () => {
    const result = await pct(["decrypt", "--copy", "-o", "x"], { cwd: folder() });
    expect(result.code).toBe(2);
  });
});
