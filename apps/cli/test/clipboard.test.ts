import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { builtPct } from "./process.js";
import { folder, pct, PRIVATE, problem, PUBLIC } from "./run.js";

/** Puts a fake `xclip` first in PATH: its clipboard is a file, and it records its arguments. */
function clipboard(cwd: string): {
  env: Record<string, string>;
  content: () => string;
  args: () => string;
  isDone: () => boolean;
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
  // The last tool that is tried: once it ran, the timer is done with xclip.
  writeFileSync(join(cwd, "clip.exe"), `#!/bin/sh\ntouch '${cwd}/done'\n`, { mode: 0o755 });
  return {
    env: { PATH: `${cwd}:${process.env.PATH ?? ""}`, DISPLAY: ":0", PCT_CLIPBOARD_SECONDS: "1" },
    content: () => readFileSync(join(cwd, "clipboard"), "utf8"),
    args: () => readFileSync(join(cwd, "args"), "utf8"),
    isDone: () => existsSync(join(cwd, "done")),
  };
}

describe.skipIf(process.platform !== "linux")("--copy", () => {
  it("copies a password and writes nothing to stdout", async () => {
    const cwd = folder();
    const { env, content } = clipboard(cwd);
    const { code, stdout, stderr } = await builtPct(["generate", "--copy"], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toBe("Copied. The clipboard is cleared in 1 seconds.\n");
    expect(content()).toMatch(/^[A-Za-z0-9]{20}$/);
  });

  it("copies a secret through stdin, never in arguments, and clears it", async () => {
    const cwd = folder();
    copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
    copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
    const { env, content, args, isDone } = clipboard(cwd);
    await pct(["encrypt"], { cwd, input: "tr3s" });
    expect(await builtPct(["decrypt", "--copy"], { cwd, env })).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(content()).toBe("tr3s");
    while (!isDone()) await sleep(50);
    expect(content()).toBe("");
    expect(args()).not.toContain("tr3s");
  });

  it("says when the copy has line breaks or characters that are not seen", async () => {
    const cwd = folder();
    copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
    copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
    chmodSync(join(cwd, "private_key.pem"), 0o600);
    const { env, content } = clipboard(cwd);
    for (const [input, isSaid] of [
      ["tr3s ñandúes", false],
      ["first\nsecond", true],
      ["a\u200Bb", true],
      ["a\rb", true],
    ] as const) {
      await pct(["encrypt", "-f"], { cwd, input });
      const { stderr } = await builtPct(["decrypt", "--copy"], { cwd, env });
      expect(content()).toBe(input);
      expect(stderr.includes("The copy has line breaks")).toBe(isSaid);
    }
  });

  it("does not clear what the user copied meanwhile", async () => {
    const cwd = folder();
    const { env, content, args, isDone } = clipboard(cwd);
    await builtPct(["generate", "--copy"], { cwd, env });
    writeFileSync(join(cwd, "clipboard"), "something else");
    while (!isDone()) await sleep(50);
    expect(args()).toContain("-out");
    expect(content()).toBe("something else");
  });

  it("names the missing tool where there is no clipboard", async () => {
    const cwd = folder();
    const result = await pct(["generate", "--copy"], { cwd, env: { DISPLAY: ":0", PATH: cwd } });
    expect(result.code).toBe(1);
    expect(problem(result).hint).toContain("xclip");
    expect(existsSync(join(cwd, "clipboard"))).toBe(false);
  });

  it("conflicts with --output", async () => {
    const result = await pct(["decrypt", "--copy", "-o", "x"], { cwd: folder() });
    expect(result.code).toBe(2);
  });
});
