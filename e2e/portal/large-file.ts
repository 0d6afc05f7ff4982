import { createHash, randomBytes } from "node:crypto";
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pct } from "../peers.js";
import { hasBrowser, Portal } from "./portal.js";
import { Tools } from "./tools-page.js";

const STEP_TIMEOUT_MS = 240_000;

/** Defines the test of a file that is far larger than what the portal keeps in memory. */
export function testLargeFile(bytes: number): void {
  let portal: Portal;
  let folder = "";
  const path = (name: string): string => join(folder, name);

  beforeAll(async () => {
    if (!hasBrowser) return;
    portal = await Portal.start();
    folder = mkdtempSync(join(tmpdir(), "pct-large-"));
    pct(folder, ["create"]);
  });
  afterAll(async () => {
    if (!hasBrowser) return;
    await portal.close();
    rmSync(folder, { recursive: true });
  });

  describe.skipIf(!hasBrowser)(`a file of ${bytes.toString()} bytes`, () => {
    it("passes from the portal to pct and back", { timeout: 3 * STEP_TIMEOUT_MS }, async () => {
      const digest = writeNoise(path("large.bin"), bytes);
      const visitor = await portal.visitor();
      const tools = new Tools(visitor.page, "es", folder);
      const { page } = tools;
      const { toolsEncrypt: t, locking, design, open } = texts.es;

      await tools.visit("encrypt");
      await tools.choose(t.contents.file);
      await page.getByLabel(locking.file.label).setInputFiles(path("large.bin"));
      await tools.givePadlock(path("public_key.pem"));
      await tools.press(t.lock);
      await tools.press(design.progress.cancel);
      await tools.showsFailure("cancelled");
      await tools.press(t.lock);
      await page.getByRole("progressbar").waitFor();
      const done = page.getByRole("heading", { name: t.done.file });
      await done.waitFor({ timeout: STEP_TIMEOUT_MS });
      await tools.save("large.bin.age");
      pct(folder, ["decrypt", "large.bin.age", "-o", "opened.bin"]);
      expect(await digestOf(path("opened.bin"))).toBe(digest);

      await tools.visit("decrypt");
      rmSync(path("large.bin.age"));
      pct(folder, ["encrypt", "large.bin"]);
      await tools.open(path("large.bin.age"), path("private_key.pem"));
      const opened = page.getByRole("heading", { name: open.opened.file });
      await opened.waitFor({ timeout: STEP_TIMEOUT_MS });
      const file = await tools.saving(() => tools.press(open.opened.save));
      expect(file.suggestedFilename()).toBe("large.bin");
      await file.saveAs(path("there-and-back.bin"));
      expect(await digestOf(path("there-and-back.bin"))).toBe(digest);
      await visitor.leave();
    });
  });
}

/** Writes random bytes, a part at a time. Returns their SHA-512. */
function writeNoise(name: string, bytes: number): string {
  const hash = createHash("sha512");
  const file = openSync(name, "w");
  for (let left = bytes; left > 0; left -= 10_000_000) {
    const part = randomBytes(Math.min(left, 10_000_000));
    hash.update(part);
    writeSync(file, part);
  }
  closeSync(file);
  return hash.digest("hex");
}

async function digestOf(name: string): Promise<string> {
  const hash = createHash("sha512");
  for await (const part of createReadStream(name)) hash.update(part as Buffer);
  return hash.digest("hex");
}
