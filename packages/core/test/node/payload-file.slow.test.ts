import { closeSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { writeFile } from "node:fs/promises";

import fc from "fast-check";
import { expect, it } from "vitest";

import { decryptFile, encryptFile } from "@pct/core/node";

import { sampleBytes } from "../byte-streams.js";
import { ageIdentities, first } from "../vectors.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Files that several threads convert. */

const { path, names } = temporaryFolder();
const { identity, recipient } = first(ageIdentities);

/** Changes a bit of a file, which a second call changes back. */
function flip(file: string, offset: number, bit: number): void {
  const fd = openSync(file, "r+");
  try {
    const byte = Buffer.alloc(1);
    readSync(fd, byte, 0, 1, offset);
    byte[0] = (byte[0] ?? 0) ^ (1 << bit);
    writeSync(fd, byte, 0, 1, offset);
  } finally {
    closeSync(fd);
  }
}

it("refuses 64 MiB with a changed bit at each of 500 places, and leaves nothing", async () => {
  const sealed = path("sealed");
  await writeFile(path("plain"), sampleBytes(64 * 1024 * 1024));
  await encryptFile(path("plain"), sealed, { recipients: [recipient] });
  const place = fc.record({
    offset: fc.nat({ max: statSync(sealed).size - 1 }),
    bit: fc.nat({ max: 7 }),
  });
  const property = fc.asyncProperty(place, async ({ offset, bit }) => {
    flip(sealed, offset, bit);
    const opening = decryptFile(sealed, path("opened"), { identities: [identity] });
    await expect(opening).rejects.toMatchObject({ name: "PctError" });
    expect(names()).toEqual(["plain", "sealed"]);
    flip(sealed, offset, bit);
  });
  await fc.assert(property, { numRuns: 500, endOnFailure: true });
  await decryptFile(sealed, path("opened"), { identities: [identity] });
  expect(names()).toEqual(["opened", "plain", "sealed"]);
}, 600_000);
