import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { CLEAR_CLIPBOARD } from "#/program/command-table.js";
import { windowsTool } from "#/terminal/clipboard.js";
import { builtPct } from "./process.js";
import { folder, pct, PRIVATE, problem, PUBLIC } from "./run.js";

/** Puts a fake `xclip` first in PATH: its clipboard is a file, and it records its arguments. */
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
env >> '${cwd}/environment'
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

/** Runs the background process of a copy to its end: the time is over for this secret. */
async function timeIsOver(
  secret: string,
  options: { cwd: string; env: Record<string, string> },
): Promise<void> {
  const input = createHash("sha256").update(secret).digest("hex");
  expect((await builtPct([CLEAR_CLIPBOARD], { ...options, input })).code).toBe(0);
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
    const { env, content, args } = clipboard(cwd);
    await pct(["encrypt"], { cwd, input: "tr3s" });
    expect(await builtPct(["decrypt", "--copy"], { cwd, env })).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(content()).toBe("tr3s");
    while (content() !== "") await sleep(50);
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
    const { env, content, args } = clipboard(cwd);
    writeFileSync(join(cwd, "clipboard"), "something else");
    await timeIsOver("tr3s", { cwd, env });
    expect(args()).toContain("-out");
    expect(args()).not.toContain("-in");
    expect(content()).toBe("something else");
    writeFileSync(join(cwd, "clipboard"), "tr3s");
    await timeIsOver("tr3s", { cwd, env });
    expect(content()).toBe("");
  });

  it("starts no program that lies in the current folder or that it can't read the clipboard with", async () => {
    const cwd = folder();
    for (const name of ["clip.exe", "powershell.exe", "xclip", "xsel", "wl-copy", "wl-paste"]) {
      writeFileSync(join(cwd, name), `#!/bin/sh\ntouch '${cwd}/started'\n`, { mode: 0o755 });
    }
    const env = {
      PATH: ".:",
      DISPLAY: ":0",
      WAYLAND_DISPLAY: "wayland-0",
      WSL_DISTRO_NAME: "Debian",
    };
    expect((await builtPct(["generate", "--copy"], { cwd, env })).code).toBe(1);
    await timeIsOver("tr3s", { cwd, env: { ...env, PCT_CLIPBOARD_SECONDS: "1" } });
    expect(existsSync(join(cwd, "started"))).toBe(false);
  });

  it("uses PowerShell by its full path on Windows, and keeps copies out of its history", () => {
    for (const [root, program] of [
      ["C:\\Windows", "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"],
      ["/mnt/c/Windows", "/mnt/c/Windows/System32/WindowsPowerShell/v1.0/powershell.exe"],
    ] as const) {
      const { copy, paste, clear } = windowsTool(root);
      for (const command of [...copy, paste, clear]) expect(command[0]).toBe(program);
      for (const format of [
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
      ]) {
        expect(copy[0]?.at(-1)).toContain(format);
      }
    }
  });

  it("marks a copy as sensitive where wl-copy can, and copies where it can't", async () => {
    for (const isOld of [false, true]) {
      const cwd = folder();
      const refusal = isOld ? 'case "$*" in *sensitive*) exit 1 ;; esac' : "";
      const script = `#!/bin/sh\n${refusal}\necho "$*" >> '${cwd}/args'\ncat > '${cwd}/clipboard'\n`;
      writeFileSync(join(cwd, "wl-copy"), script, { mode: 0o755 });
      const env = { PATH: `${cwd}:${process.env.PATH ?? ""}`, WAYLAND_DISPLAY: "wayland-0" };
      expect((await builtPct(["generate", "--copy"], { cwd, env })).code).toBe(0);
      expect(readFileSync(join(cwd, "clipboard"), "utf8")).toHaveLength(20);
      expect(readFileSync(join(cwd, "args"), "utf8")).toBe(
        isOld ? "--type text/plain\n" : "--type text/plain --sensitive\n",
      );
    }
  });

  it("keeps secrets out of the environment of the tools", async () => {
    const cwd = folder();
    const { env, content } = clipboard(cwd);
    const names = ["PCT_PASSPHRASE", "SECRET_KEY", "CSRF_SESSION_KEY", "HASH_KEY"];
    const secrets = Object.fromEntries(names.map((name) => [name, `s3cret-${name}`]));
    await builtPct(["generate", "--copy"], { cwd, env: { ...env, ...secrets } });
    while (content() !== "") await sleep(50);
    const environment = readFileSync(join(cwd, "environment"), "utf8");
    expect(environment).toContain("DISPLAY=:0");
    expect(environment).not.toContain("s3cret");
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
