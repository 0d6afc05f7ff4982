import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

import { afterEach, describe, expect, it } from "vitest";

import { decryptSecret, encryptSecret, exportPrivateKey } from "@pct/core";
import type { KeyPair } from "@pct/core";
import { raceKeyPair } from "@pct/core/node/keys";

import { utf8 } from "../byte-streams.js";
import { expectRefused } from "../refusal.js";

const { execPath } = process;
afterEach(() => {
  process.execPath = execPath;
});

async function expectWorking({ publicKey, privateKey }: KeyPair): Promise<void> {
  const encrypted = await encryptSecret("hello", publicKey);
  expect(await decryptSecret(encrypted, privateKey)).toEqual(utf8("hello"));
}

/** Process IDs of the children of this process that run. */
function children(): string[] {
  const list = execFileSync("ps", ["-o", "pid=,stat=,args=", "--ppid", process.pid.toString()]);
  return list
    .toString()
    .split("\n")
    .filter((line) => line.includes("generateKeyPairSync") && !/^\s*\d+\s+Z/.test(line));
}

describe("raceKeyPair", () => {
  it("[K19] gives a pair of the length and extractability that was asked for", async () => {
    const pair = await raceKeyPair({ bits: 2048 });
    expect(pair.publicKey.bits).toBe(2048);
    await expectWorking(pair);
    expect(await exportPrivateKey(pair.privateKey)).toContain("BEGIN PRIVATE KEY");
    const { privateKey } = await raceKeyPair({ bits: 2048, extractable: false });
    await expectRefused(() => exportPrivateKey(privateKey), "key-not-extractable");
    expect(children()).toEqual([]);
  });

  it("[K19] stops all processes when it is aborted", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const racing = raceKeyPair({ bits: 4096, signal: controller.signal });
    if (availableParallelism() > 1) expect(children().length).toBeGreaterThan(1);
    controller.abort(reason);
    await expect(racing).rejects.toBe(reason);
    expect(children()).toEqual([]);
    await expect(raceKeyPair({ signal: controller.signal })).rejects.toBe(reason);
  });

  it.each(["/nonexistent/node", "/usr/bin/pct"])(
    "[K19] makes the pair in this process where %s can't",
    async (path) => {
      process.execPath = path;
      await expectWorking(await raceKeyPair({ bits: 2048 }));
    },
  );

  it("[E2] rejects another length", async () => {
    await expect(raceKeyPair({ bits: 1024 as 2048 })).rejects.toThrow(RangeError);
  });
});
