import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { randomBytes, randomInt } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { environment, pct, PCT, run } from "./peers.js";

/** What is left on disk when `pct` is killed, interrupted, or finds its input broken. */

const MIB = 1024 * 1024;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-crash-"));
  pct(folder, ["create", "--bits", "2048"]);
  writeFileSync(path("large"), randomBytes(24 * MIB));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `pct` and, when the moment has come, sends it a signal if it has not ended by itself. */
async function interrupted(
  args: readonly string[],
  signal: NodeJS.Signals,
  moment: Promise<unknown>,
  cwd: string = folder,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const child = spawn(process.execPath, [PCT, ...args], {
    cwd,
    env: environment(),
    stdio: "ignore",
  });
  void moment.then(() => child.kill(signal));
  return new Promise((resolve) => {
    child.on("exit", (code, by) => {
      resolve({ code, signal: by });
    });
  });
}

/** How long `pct` takes here for this: a machine may be slow, or busy. */
function duration(cwd: string, args: readonly string[]): number {
  const start = performance.now();
  pct(cwd, args);
  return performance.now() - start;
}

/** Some time between a tenth of that and a little more than all of it. */
function anyTimeIn(milliseconds: number): Promise<void> {
  return setTimeout(randomInt(Math.ceil(milliseconds / 10), Math.ceil(milliseconds * 1.2)));
}

/** When a file stands in the folder that was not there before: the temporary one. */
async function newFile(before: readonly string[]): Promise<void> {
  while (readdirSync(folder).length === before.length) await setTimeout(5);
}

describe("killed at any point", () => {
  it("an encrypted file is the old one or a whole new one", async () => {
    const args = ["encrypt", "large", "-o", "target.age", "--force"];
    const whole = duration(folder, args);
    const old = readFileSync(path("target.age"));
    let [killed, replaced] = [0, 0];
    for (let round = 0; round < 30; round++) {
      writeFileSync(path("target.age"), old);
      const { signal } = await interrupted(args, "SIGKILL", anyTimeIn(whole));
      if (signal === "SIGKILL") killed++;
      const found = readFileSync(path("target.age"));
      if (found.equals(old)) continue;
      replaced++;
      expect(found.length).toBe(old.length);
      const opened = pct(folder, ["decrypt", "target.age"]);
      expect(opened.equals(readFileSync(path("large")))).toBe(true);
    }
    console.log(`30 rounds: ${killed.toString()} killed, ${replaced.toString()} replaced`);
    expect(killed).toBeGreaterThan(0);
  });

  it("a decrypted file is absent or whole", async () => {
    pct(folder, ["encrypt", "large", "-o", "source.age", "--force"]);
    const args = ["decrypt", "source.age", "-o", "opened"];
    const whole = duration(folder, args);
    for (let round = 0; round < 20; round++) {
      rmSync(path("opened"), { force: true });
      await interrupted(args, "SIGKILL", anyTimeIn(whole));
      if (!existsSync(path("opened"))) continue;
      expect(readFileSync(path("opened")).equals(readFileSync(path("large")))).toBe(true);
    }
  });

  it("a key file is absent or whole, and no public key stands without its private one", async () => {
    const args = ["create", "--bits", "2048"];
    const whole = duration(mkdtempSync(path("keys-")), args);
    for (let round = 0; round < 15; round++) {
      const keys = mkdtempSync(path("keys-"));
      await interrupted(args, "SIGKILL", anyTimeIn(whole), keys);
      const [hasPublic, hasPrivate] = ["public_key.pem", "private_key.pem"].map((name) =>
        existsSync(join(keys, name)),
      );
      if (hasPublic) expect(hasPrivate).toBe(true);
      if (hasPrivate) {
        const text = readFileSync(join(keys, "private_key.pem"), "utf8");
        expect(text).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n$/);
      }
    }
  });
});

describe("interrupted by the user", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s leaves no temporary file and exits %i", async (signal, expected) => {
    writeFileSync(path("slow"), "");
    truncateSync(path("slow"), 2048 * MIB);
    const before = readdirSync(folder);
    const { code } = await interrupted(["encrypt", "slow"], signal, newFile(before));
    expect(code).toBe(expected);
    expect(readdirSync(folder)).toEqual(before);
    rmSync(path("slow"));
  });
});

describe("permissions", () => {
  it.each(["000", "022", "077", "777"])(
    "private_key.pem is 0600 all the time, umask %s",
    async (umask) => {
      const keys = path(`umask-${umask}`);
      mkdirSync(keys);
      const modes = new Set<string>();
      const command = `umask ${umask} && exec "${process.execPath}" "${PCT}" create --bits 2048`;
      const child = spawn("sh", ["-c", command], { cwd: keys, env: environment() });
      const code = await new Promise<number | null>((resolve) => {
        let running = true;
        child.on("exit", (exitCode) => {
          running = false;
          resolve(exitCode);
        });
        const look = (): void => {
          if (!running) return;
          for (const name of readdirSync(keys)) {
            try {
              const file = join(keys, name);
              const { mode } = statSync(file);
              const isPrivate = readFileSync(file, "latin1").includes("PRIVATE");
              if (isPrivate) modes.add((mode & 0o777).toString(8));
            } catch {
              // Renamed between two of the calls.
            }
          }
          setImmediate(look);
        };
        look();
      });
      expect(code).toBe(0);
      expect([...modes]).toEqual(["600"]);
      expect(statSync(join(keys, "public_key.pem")).mode & 0o700).toBe(0o600);
    },
  );
});

describe("input without its end", () => {
  it.each([1, 16, 17, 65536, 65552, 65553])("%i bytes short: an error and no file", (missing) => {
    const sealed = readFileSync(path("source.age"));
    writeFileSync(path("short.age"), sealed.subarray(0, sealed.length - missing));
    const before = readdirSync(folder);
    const args = [PCT, "decrypt", "short.age", "-o", "never"];
    const { status, stdout } = run(process.execPath, args, { cwd: folder, env: environment() });
    expect(status).toBe(1);
    expect(stdout.length).toBe(0);
    expect(readdirSync(folder)).toEqual(before);
  });
});
