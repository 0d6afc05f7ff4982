import * as testkit from "cctv-age";
import { describe, expect, it } from "vitest";

import { decrypt } from "@pct/core";

import { testkitCodes } from "./age-testkit-codes.js";
import { parseTestkit, testkitFile } from "./age-testkit-vectors.js";
import { release, streamOf } from "./byte-streams.js";
import { sha256Hex } from "./vectors.js";

/** The age test kit (C2SP CCTV): 143 files, each with the result it must give. */

const vectors = Object.entries(testkit).map(([name, vector]) => parseTestkit(name, vector));

/** Sizes of the pieces in which a file arrives. Large files byte by byte would take minutes. */
const pieces: readonly (readonly [string, (length: number) => [number, ...number[]]])[] = [
  ["odd pieces", () => [1, 7, 61, 4093, 3, 65521]],
  ["byte by byte", (length) => [length > 20_000 ? 997 : 1]],
];

it("[A19] the kit is whole", () => {
  expect(vectors).toHaveLength(143);
  const known = [
    "success",
    "no match",
    "HMAC failure",
    "header failure",
    "payload failure",
    "armor failure",
  ];
  for (const vector of vectors) expect(known).toContain(vector.expect);
  const refused = vectors.filter(({ expect }) => expect !== "success").map(({ name }) => name);
  expect([...testkitCodes.keys()].sort()).toEqual(refused.sort());
});

describe.each(vectors)("$name", (vector) => {
  it(`[A19] whole: ${vector.expect}`, async () => {
    const { bytes, error } = await release(async () =>
      streamOf(await decrypt(await testkitFile(vector), vector.options), 1 << 20),
    );
    if (vector.expect === "success") {
      expect(error).toBeUndefined();
      expect(await sha256Hex(bytes)).toBe(vector.payload);
    } else {
      expect(error).toMatchObject({ name: "PctError", code: testkitCodes.get(vector.name) });
    }
  });

  it.each(pieces)(`[A13] [A19] %s: ${vector.expect}`, async (_, sizes) => {
    const file = await testkitFile(vector);
    const { bytes, error } = await release(() =>
      decrypt(streamOf(file, ...sizes(file.length)), vector.options),
    );
    if (vector.expect === "success") expect(error).toBeUndefined();
    else expect(error).toMatchObject({ name: "PctError", code: testkitCodes.get(vector.name) });
    if (vector.payload !== undefined) expect(await sha256Hex(bytes)).toBe(vector.payload);
    else expect(bytes).toHaveLength(0);
  });
});
