import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { onTestFinished } from "vitest";

import { writePortal } from "./fixture.js";

/** The built server, installed in another folder. */

const SERVER = resolve(import.meta.dirname, "..");
const BUILT = join(SERVER, "dist");
if (!existsSync(join(BUILT, "server.js")))
  throw new Error("these tests run the built server: npm run build");

/** A new folder with the program, a portal, and libsql, the one package that is not bundled. */
export function installProgram(): string {
  const home = mkdtempSync(join(tmpdir(), "pct-server-"));
  copyProgram(home);
  writePortal(join(home, "out"));
  mkdirSync(join(home, "node_modules"));
  symlinkSync(join(SERVER, "node_modules/libsql"), join(home, "node_modules/libsql"), "junction");
  return home;
}

/** Copies the program without its packages. */
export function copyProgram(home: string): void {
  const folder = join(home, "dist");
  mkdirSync(folder);
  for (const name of readdirSync(BUILT).filter((name) => name.endsWith(".js"))) {
    copyFileSync(join(BUILT, name), join(folder, name));
  }
  writeFileSync(join(home, "package.json"), '{"type":"module"}');
}

/** Starts the program until the test ends, by default in an empty folder. */
export function startProgram(
  home: string,
  env: Readonly<Record<string, string>> = {},
  cwd = emptyFolder(),
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(home, "dist/server.js")], {
    cwd,
    env: { PATH: process.env.PATH, LANG: "C", PCT_PORTAL_DIR: join(home, "out"), ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** A new folder, deleted after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-server-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function ending(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return new Promise((done) => {
    child.once("close", (code, signal) => {
      done({ code, signal, stdout, stderr });
    });
  });
}

/** Waits until the program prints its address; returns the line and the port. */
export async function ready(child: ChildProcessWithoutNullStreams): Promise<[string, number]> {
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once("data", (piece: Buffer) => {
      done(piece.toString());
    });
    child.once("exit", () => {
      fail(new Error("the program has ended before it was ready"));
    });
  });
  return [line, Number(/:(\d+)/.exec(line)?.[1])];
}
