import { appendFileSync, truncateSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

import * as testkit from "cctv-age";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { decrypt, encrypt } from "@pct/core";
import { decryptFile, encryptFile } from "@pct/core/node";

import { testkitCodes } from "../age-testkit-codes.js";
import { parseTestkit, testkitFile } from "../age-testkit-vectors.js";
import { firstDifference, sampleBytes } from "../byte-streams.js";
import { expectRefused } from "../refusal.js";
import { ageIdentities, first, sha256Hex } from "../vectors.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Files that are converted by position: in this thread, and in several. */

const { path, names } = temporaryFolder();

const CHUNK = 64 * 1024;
const SEGMENT = 4 * CHUNK;
const { identity, recipient } = first(ageIdentities);
const identities = [identity];
const recipients = [recipient];
const THREADS = [0, 3];
const overwrite = true;

describe.each(THREADS)("%i threads", (threads) => {
  const sizes = [
    ...[1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK],
    ...[SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 5 * SEGMENT + CHUNK + 7],
  ];

  it.each(sizes)("[N11] [N13] exchange %i bytes with the portable cipher", async (size) => {
    const bytes = sampleBytes(size);
    await writeFile(path("plain"), bytes);
    await encryptFile(path("plain"), path("sealed"), { recipients, threads, overwrite });
    const opened = await decrypt(await readFile(path("sealed")), { identities });
    expect(firstDifference(opened, bytes)).toBe(-1);
    await writeFile(path("portable"), await encrypt(bytes, { recipients }));
    await decryptFile(path("portable"), path("opened"), { identities, threads, overwrite });
    expect(firstDifference(await readFile(path("opened")), bytes)).toBe(-1);
  });

  it.each(Object.entries(testkit).map(([name, bytes]) => parseTestkit(name, bytes)))(
    "[A19] [N13] open the test kit: $name",
    async (vector) => {
      await writeFile(path("sealed"), await testkitFile(vector));
      const opening = (): Promise<void> =>
        decryptFile(path("sealed"), path("opened"), { ...vector.options, threads });
      if (vector.expect === "success") {
        await opening();
        expect(await sha256Hex(await readFile(path("opened")))).toBe(vector.payload);
      } else {
        const code = testkitCodes.get(vector.name);
        await expect(opening()).rejects.toMatchObject({ name: "PctError", code });
        expect(names()).toEqual(["sealed"]);
      }
    },
  );

  describe("a damaged file", () => {
    let sealed: Uint8Array;
    beforeAll(async () => {
      sealed = await encrypt(sampleBytes(6 * SEGMENT + 11), { recipients });
    });

    it("[A12] [N13] is refused for a changed bit anywhere, and leaves nothing", async () => {
      const place = fc.record({
        offset: fc.nat({ max: sealed.length - 1 }),
        bit: fc.nat({ max: 7 }),
      });
      const property = fc.asyncProperty(place, async ({ offset, bit }) => {
        const bytes = sealed.slice();
        bytes[offset] = (bytes[offset] ?? 0) ^ (1 << bit);
        await writeFile(path("damaged"), bytes);
        const opening = decryptFile(path("damaged"), path("opened"), { identities, threads });
        await expect(opening).rejects.toMatchObject({ name: "PctError" });
        expect(names()).toEqual(["damaged"]);
      });
      await fc.assert(property, { numRuns: 60 });
    });

    it("[A12] [N13] is refused if chunks are missing, added, swapped or repeated", async () => {
      const start = sealed.length - (6 * SEGMENT + 11) - 25 * 16;
      const chunk = (i: number): Uint8Array =>
        sealed.subarray(start + i * (CHUNK + 16), start + (i + 1) * (CHUNK + 16));
      const all = Array.from({ length: 25 }, (_, i) => chunk(i));
      const variants = {
        missing: all.toSpliced(5, 1),
        truncated: all.slice(0, -1),
        nothing: [],
        repeated: all.toSpliced(5, 0, chunk(5)),
        swapped: all.toSpliced(5, 2, chunk(6), chunk(5)),
        added: [...all, chunk(24)],
      };
      for (const chunks of Object.values(variants)) {
        await writeFile(path("damaged"), [sealed.subarray(0, start), ...chunks]);
        await expectRefused(
          () => decryptFile(path("damaged"), path("opened"), { identities, threads }),
          "decryption-failed",
        );
        expect(names()).toEqual(["damaged"]);
      }
    });
  });
});

describe("a file that changes while it is read", () => {
  const change = {
    "becomes shorter": (file: string) => {
      truncateSync(file, 3 * SEGMENT);
    },
    "becomes longer": (file: string) => {
      appendFileSync(file, "x");
    },
  };

  it.each(Object.entries(change))(
    "[N14] [E1] %s: is refused, and leaves nothing",
    async (_, run) => {
      const content = sampleBytes(12 * SEGMENT);
      const once = (file: string): (() => void) => {
        let changed = false;
        return () => {
          if (!changed) run(file);
          changed = true;
        };
      };
      await writeFile(path("plain"), content);
      await expectRefused(
        () =>
          encryptFile(path("plain"), path("sealed"), {
            recipients,
            threads: 0,
            onProgress: once(path("plain")),
          }),
        "input-changed",
      );
      expect(names()).toEqual(["plain"]);
      await writeFile(path("whole"), await encrypt(content, { recipients }));
      await expectRefused(
        () =>
          decryptFile(path("whole"), path("opened"), {
            identities,
            threads: 0,
            onProgress: once(path("whole")),
          }),
        "input-changed",
      );
      expect(names()).toEqual(["plain", "whole"]);
    },
  );
});

it("[N7] stops its threads when it is aborted, and leaves nothing", async () => {
  await writeFile(path("plain"), sampleBytes(64 * SEGMENT));
  const reason = new Error("enough");
  for (const delay of [0, 5, 20]) {
    const controller = new AbortController();
    const work = encryptFile(path("plain"), path("sealed"), {
      recipients,
      threads: 2,
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort(reason);
    }, delay);
    await expect(work).rejects.toBe(reason);
    expect(names()).toEqual(["plain"]);
  }
});
