import * as testkit from "cctv-age";
import { beforeAll, describe, expect, it } from "vitest";

import { decrypt, encrypt } from "@pct/core";
import { startDecryption, startEncryption } from "@pct/core/age";
import {
  convertedSize,
  convertSegment,
  importPayloadKey,
  segmentCount,
  segmentPlace,
} from "@pct/core/segments";
import type { PayloadKey, PayloadKind } from "@pct/core/segments";

import { testkitCodes } from "./age-testkit-codes.js";
import { parseTestkit, testkitFile } from "./age-testkit-vectors.js";
import { firstDifference, joined, sampleBytes, streamOf } from "./byte-streams.js";
import { expectRefused } from "./refusal.js";
import { ageIdentities, first, sha256Hex } from "./vectors.js";

/** Payloads by position, with the platform's cipher where it has one, and with the library's. */

const CHUNK = 64 * 1024;
const SEGMENT = 64 * CHUNK;
const { identity, recipient } = first(ageIdentities);
const identities = [identity];
const recipients = [recipient];

/** Converts a payload, the last segment first. */
async function convert(key: PayloadKey, kind: PayloadKind, bytes: Uint8Array): Promise<Uint8Array> {
  const result = new Uint8Array(convertedSize(kind) ?? 0);
  for (let index = segmentCount(kind) - 1; index >= 0; index--) {
    const { inputStart, inputEnd, outputStart } = segmentPlace(kind, index);
    const segment = bytes.subarray(inputStart, inputEnd);
    result.set(joined(await convertSegment(key, kind, index, segment)), outputStart);
  }
  return result;
}

const CIPHERS = {
  platform: importPayloadKey,
  library: (key: Uint8Array): Promise<PayloadKey> => Promise.resolve(key),
};

describe.each(Object.entries(CIPHERS))("the cipher of the %s", (_, keyOf) => {
  async function seal(bytes: Uint8Array): Promise<Uint8Array> {
    const { start, key } = await startEncryption({ recipients });
    const kind = { direction: "seal", size: bytes.length } as const;
    return joined([start, await convert(await keyOf(key), kind, bytes)]);
  }

  /** `null` for a file that has no fixed places. */
  async function open(
    file: Uint8Array,
    options: Parameters<typeof startDecryption>[1] = { identities },
  ): Promise<Uint8Array | null> {
    const found = await startDecryption(streamOf(file, 1000), options);
    if (found === null) return null;
    const payload = file.subarray(found.startBytes);
    const kind = { direction: "open", size: payload.length } as const;
    return convert(await keyOf(found.key), kind, payload);
  }

  const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, SEGMENT, 2 * SEGMENT + CHUNK + 7];

  it.each(sizes)("[A20] exchanges %i bytes with streams", async (size) => {
    const bytes = sampleBytes(size);
    const opened = await decrypt(await seal(bytes), { identities });
    expect(firstDifference(opened, bytes)).toBe(-1);
    const openedHere = await open(await encrypt(bytes, { recipients }));
    expect(firstDifference(openedHere ?? new Uint8Array(), bytes)).toBe(-1);
  });

  it.each(Object.entries(testkit).map(([name, bytes]) => parseTestkit(name, bytes)))(
    "[A19] [A20] the test kit: $name",
    async (vector) => {
      const file = await testkitFile(vector);
      if (vector.expect === "success") {
        const opened = await open(file, vector.options);
        if (opened !== null) expect(await sha256Hex(opened)).toBe(vector.payload);
        else expect(vector.name).toMatch(/^armor/);
        return;
      }
      const code = testkitCodes.get(vector.name);
      await expect(
        open(file, vector.options).then((opened) => opened ?? decrypt(file, vector.options)),
      ).rejects.toMatchObject({ name: "PctError", code });
    },
  );

  describe("a damaged file", () => {
    const size = SEGMENT + 5 * CHUNK + 11;
    let chunks: Uint8Array[];
    let start: Uint8Array;
    beforeAll(async () => {
      const sealed = await encrypt(sampleBytes(size), { recipients });
      const startBytes = sealed.length - size - 70 * 16;
      start = sealed.subarray(0, startBytes);
      chunks = Array.from({ length: 70 }, (_, i) =>
        sealed.subarray(startBytes + i * (CHUNK + 16), startBytes + (i + 1) * (CHUNK + 16)),
      );
    });

    it("[A12] [A20] is refused if chunks are changed, missing, added, swapped or repeated", async () => {
      const chunk = (i: number): Uint8Array => chunks[i] ?? new Uint8Array();
      const flipped = (i: number, at: number): Uint8Array => {
        const bytes = chunk(i).slice();
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      };
      const last = chunk(69);
      const variants = {
        "first bit": chunks.with(0, flipped(0, 0)),
        "tag in the first segment": chunks.with(63, flipped(63, CHUNK + 15)),
        "last byte": chunks.with(69, flipped(69, last.length - 1)),
        missing: chunks.toSpliced(5, 1),
        "first missing": chunks.slice(1),
        "last missing": chunks.slice(0, -1),
        nothing: [],
        "cut in a tag": [...chunks.slice(0, -1), last.subarray(0, 15)],
        "an empty last chunk": [...chunks.slice(0, -1), last.subarray(0, 16)],
        "a byte short": [...chunks.slice(0, -1), last.subarray(0, -1)],
        "a byte long": [...chunks, Uint8Array.of(0)],
        repeated: chunks.toSpliced(5, 0, chunk(5)),
        "swapped in a segment": chunks.toSpliced(5, 2, chunk(6), chunk(5)),
        "swapped between segments": chunks.with(5, chunk(66)).with(66, chunk(5)),
        added: [...chunks, last],
      };
      for (const [name, parts] of Object.entries(variants)) {
        const file = joined([start, ...parts]);
        await expectRefused(() => open(file), "decryption-failed").catch((error: unknown) => {
          throw new Error(name, { cause: error });
        });
      }
    });
  });
});

it("[A20] reads no more of a file than its start", async () => {
  const sealed = await encrypt(sampleBytes(SEGMENT), { recipients });
  let read = 0;
  const source = streamOf(sealed, 1000).pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        read += piece.length;
        controller.enqueue(piece);
      },
    }),
  );
  expect(await startDecryption(source, { identities })).not.toBeNull();
  expect(read).toBeLessThan(10_000);
});

it("[A20] [E2] refuses bytes that are not those of the segment", async () => {
  const kind = { direction: "seal", size: SEGMENT + 1 } as const;
  const converting = convertSegment(new Uint8Array(32), kind, 1, new Uint8Array(2));
  await expect(converting).rejects.toThrow(TypeError);
});
