import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
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
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { interrupted, keyFiles, temporaryFiles, whenWriting } from "./killing.js";
import { environment, pct, PCT, run } from "./peers.js";

/**
 * The files on disk after `pct` was killed while it wrote, was interrupted, or found its input cut short.
 * crash.slow.test.ts kills it at random times.
 */

const MIB = 1024 * 1024;
let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-crash-"));
  pct(folder, ["create", "--bits", "2048"]);
  writeFileSync(path("large"), randomBytes(24 * MIB));
  pct(folder, ["encrypt", "large", "-o", "source.age"]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function removeTemporaryFiles(): void {
  for (const name of temporaryFiles(folder)) rmSync(path(name));
}

describe("killed while it writes", () => {
  const ROUNDS = 3;

  it("encrypt leaves the old file", async () => {
    writeFileSync(path("target.age"), "the old file");
    const args = ["encrypt", "large", "-o", "target.age", "--force"];
    for (let round = 0; round < ROUNDS; round++) {
      const { signal } = await interrupted(args, "SIGKILL", folder, whenWriting(folder));
      expect(signal).toBe("SIGKILL");
      expect(temporaryFiles(folder)).toHaveLength(1);
      expect(readFileSync(path("target.age"), "utf8")).toBe("the old file");
      removeTemporaryFiles();
    }
  });

  it("decrypt leaves no file", async () => {
    const args = ["decrypt", "source.age", "-o", "opened"];
    for (let round = 0; round < ROUNDS; round++) {
      const { signal } = await interrupted(args, "SIGKILL", folder, whenWriting(folder));
      expect(signal).toBe("SIGKILL");
      expect(temporaryFiles(folder)).toHaveLength(1);
      expect(existsSync(path("opened"))).toBe(false);
      removeTemporaryFiles();
    }
  });

  it("create leaves no public key without a whole private key", async () => {
    let hits = 0;
    // A key is written within a millisecond or two, so some kills come too late.
    for (let round = 0; hits < ROUNDS && round < 30; round++) {
      const keys = mkdtempSync(path("keys-"));
      const args = ["create", "--bits", "2048"];
      await interrupted(args, "SIGKILL", keys, whenWriting(keys));
      const { hasPublic, hasPrivate, isWhole } = keyFiles(keys);
      if (hasPublic) expect(hasPrivate).toBe(true);
      if (hasPrivate) expect(isWhole).toBe(true);
      if (temporaryFiles(keys).length > 0) hits++;
    }
    expect(hits).toBe(ROUNDS);
  });
});

describe("interrupted while it writes", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("exits after %s with %i and leaves no temporary file", async (signal, expected) => {
    writeFileSync(path("slow"), "");
    truncateSync(path("slow"), 2048 * MIB);
    const before = readdirSync(folder);
    const { code } = await interrupted(["encrypt", "slow"], signal, folder, whenWriting(folder));
    expect(code).toBe(expected);
    expect(readdirSync(folder)).toEqual(before);
    rmSync(path("slow"));
  });
});

describe("permissions", () => {
  it.each(["000", "022", "077", "777"])(
    "creates private_key.pem with mode 0600 from its first byte, umask %s",
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
              // The file was renamed between two of these calls.
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

describe("truncated input", () => {
  it.each([1, 16, 17, 65536, 65552, 65553])(
    "fails without a file when %i bytes are missing",
    (missing) => {
      const sealed = readFileSync(path("source.age"));
      writeFileSync(path("short.age"), sealed.subarray(0, sealed.length - missing));
      const before = readdirSync(folder);
      const args = [PCT, "decrypt", "short.age", "-o", "never"];
      const { status, stdout } = run(process.execPath, args, { cwd: folder, env: environment() });
      expect(status).toBe(1);
      expect(stdout.length).toBe(0);
      expect(readdirSync(folder)).toEqual(before);
    },
  );
});
