import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeAll, describe, expect, it, vi } from "vitest";

import { decrypt, encrypt, encryptSecret } from "@pct/core";

import { firstDifference, release, sampleBytes, streamOf, utf8 } from "./byte-streams.js";
import { anyKey, privateKey } from "./vectors.js";

const CHUNK = 64 * 1024;

let identities: string[];
let recipients: string[];

beforeAll(async () => {
  const identity = await generateX25519Identity();
  identities = [identity];
  recipients = [await identityToRecipient(identity)];
});

/** A pull-based source that counts its pulls and cancellations. */
class CountedSource {
  pulls = 0;
  cancelled: unknown[] = [];
  readonly stream: ReadableStream<Uint8Array>;

  /** @param pieces - The first pieces; after them the stream continues with `more`, or ends. */
  constructor(pieces: readonly Uint8Array[], more?: () => Uint8Array | Promise<Uint8Array>) {
    const queue = [...pieces];
    this.stream = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.pulls++;
          const piece = queue.shift() ?? (await more?.());
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        },
        cancel: (reason) => {
          this.cancelled.push(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }
}

const endless = (): Uint8Array => new Uint8Array(CHUNK);

/** Lets scheduled work run for a number of turns of the event loop. */
async function turnsOfTheEventLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve));
}

/** An encrypted file, cut into the header and one piece per chunk. */
async function sealedPieces(chunks: number): Promise<Uint8Array[]> {
  const sealed = await encrypt(sampleBytes(chunks * CHUNK), { recipients });
  const start = sealed.length - chunks * (CHUNK + 16);
  const cuts = Array.from({ length: chunks }, (_, i) => start + i * (CHUNK + 16));
  return [sealed.slice(0, start), ...cuts.map((cut) => sealed.slice(cut, cut + CHUNK + 16))];
}

describe("pull-based reading", () => {
  it("[A17] encrypts without reading ahead", async () => {
    const source = new CountedSource([], endless);
    const output = await encrypt(source.stream, { recipients });
    expect(source.pulls).toBe(0);
    const reader = output.getReader();
    await reader.read(); // The header.
    expect(source.pulls).toBe(0);
    for (let chunk = 1; chunk <= 20; chunk++) {
      const { value } = await reader.read();
      expect(value).toHaveLength(CHUNK + 16);
      // One piece ahead, to know whether a chunk is the last.
      expect(source.pulls).toBe(chunk + 1);
    }
    await turnsOfTheEventLoop(20);
    expect(source.pulls).toBe(21);
    await reader.cancel();
  });

  it.each([false, true])("[A17] decrypts without reading ahead, armored: %s", async (armor) => {
    const sealed = await encrypt(sampleBytes(20 * CHUNK), { recipients, armor });
    const size = 1024;
    const pieces = Array.from({ length: Math.ceil(sealed.length / size) }, (_, i) =>
      sealed.slice(i * size, (i + 1) * size),
    );
    const source = new CountedSource(pieces);
    const output = await decrypt(source.stream, { identities });
    expect(source.pulls).toBeLessThan(8);
    const reader = output.getReader();
    for (let chunk = 1; chunk <= 10; chunk++) {
      const { value } = await reader.read();
      expect(value).toHaveLength(CHUNK);
      const needed = (chunk * CHUNK * (armor ? 65 / 48 : 1)) / size;
      expect(source.pulls).toBeGreaterThan(needed);
      expect(source.pulls).toBeLessThan(needed + (armor ? 80 : 8));
    }
    await reader.cancel();
  });

  it("[A17] does not change released pieces", async () => {
    const content = sampleBytes(5 * CHUNK);
    const sealed = await encrypt(content, { recipients });
    for (const stream of [
      await decrypt(streamOf(sealed, 9999), { identities }),
      await decrypt(streamOf(sealed, sealed.length), { identities }),
    ]) {
      const pieces: Uint8Array[] = [];
      const reader = stream.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        pieces.push(value);
      }
      pieces.forEach((piece, i) => {
        expect(piece[0]).toBe(content[i * CHUNK]);
        expect(piece.at(-1)).toBe(content[(i + 1) * CHUNK - 1]);
      });
    }
  });
});

describe("cancelling", () => {
  it("[A17] cancels the source before the first read, encrypting", async () => {
    const source = new CountedSource([], endless);
    const output = await encrypt(source.stream, { recipients });
    await output.cancel("enough");
    expect(source.cancelled).toEqual(["enough"]);
    expect(source.pulls).toBe(0);
  });

  it("[A17] cancels the source before the first read, decrypting", async () => {
    const source = new CountedSource(await sealedPieces(4), endless);
    const output = await decrypt(source.stream, { identities });
    await output.cancel("enough");
    expect(source.cancelled).toEqual(["enough"]);
  });

  it.each([false, true])(
    "[A17] cancels the source midway, encrypting, armored: %s",
    async (armor) => {
      const source = new CountedSource([], endless);
      const reader = (await encrypt(source.stream, { recipients, armor })).getReader();
      await reader.read();
      await reader.read();
      await reader.cancel("enough");
      expect(source.cancelled).toEqual(["enough"]);
    },
  );

  it("[A17] cancels the source midway, decrypting", async () => {
    const source = new CountedSource(await sealedPieces(4), endless);
    const reader = (await decrypt(source.stream, { identities })).getReader();
    await reader.read();
    await reader.cancel("enough");
    expect(source.cancelled).toEqual(["enough"]);
  });

  it("[A17] cancels a source with a pending read", async () => {
    const never = new Promise<Uint8Array>(() => undefined);
    const waiting = new CountedSource([new Uint8Array(CHUNK)], () => never);
    const reader = (await encrypt(waiting.stream, { recipients })).getReader();
    await reader.read();
    const pending = reader.read();
    await vi.waitFor(() => {
      expect(waiting.pulls).toBe(2);
    });
    await reader.cancel("enough");
    expect(waiting.cancelled).toEqual(["enough"]);
    expect((await pending).done).toBe(true);
  });

  it("[A17] cancels and unlocks a source that it rejects", async () => {
    const source = new CountedSource([utf8("no such file".repeat(2000))], endless);
    await expect(decrypt(source.stream, { identities })).rejects.toMatchObject({
      code: "ciphertext-not-recognized",
    });
    expect(source.cancelled).toHaveLength(1);
    expect(source.stream.locked).toBe(false);
  });

  it("[A17] cancels and unlocks a source that is not authentic", async () => {
    const [head = utf8(""), , ...rest] = await sealedPieces(4);
    const source = new CountedSource([head, ...rest], endless);
    const { error } = await release(() => decrypt(source.stream, { identities }));
    expect(error).toMatchObject({ code: "decryption-failed" });
    expect(source.cancelled).toHaveLength(1);
    expect(source.stream.locked).toBe(false);
  });

  it("[A17] unlocks a source after its end", async () => {
    const source = new CountedSource([utf8("hello")]);
    const { bytes } = await release(() => encrypt(source.stream, { recipients }));
    expect(bytes.length).toBeGreaterThan(0);
    expect(source.cancelled).toEqual([]);
    expect(source.stream.locked).toBe(false);
  });
});

describe("errors of the source", () => {
  const failure = new Error("the cable was pulled");
  const failing = (...pieces: Uint8Array[]): ReadableStream<Uint8Array> =>
    new CountedSource(pieces, () => Promise.reject(failure)).stream;

  it.each([false, true])(
    "[A17] passes them on unchanged, encrypting, armored: %s",
    async (armor) => {
      for (const pieces of [[], [new Uint8Array(10)], [new Uint8Array(3 * CHUNK)]]) {
        const { error } = await release(() => encrypt(failing(...pieces), { recipients, armor }));
        expect(error).toBe(failure);
      }
    },
  );

  it("[A17] passes them on unchanged, decrypting", async () => {
    const pieces = await sealedPieces(3);
    for (let count = 0; count < pieces.length; count++) {
      const { bytes, error } = await release(() =>
        decrypt(failing(...pieces.slice(0, count)), { identities }),
      );
      expect(error).toBe(failure);
      expect(bytes).toHaveLength(CHUNK * Math.max(0, count - 2));
    }
    const classic = utf8(await encryptSecret("x", (await privateKey(anyKey.id)).publicKey));
    const { error } = await release(() => decrypt(failing(classic), { identities }));
    expect(error).toBe(failure);
  });

  it("[E2] rejects chunks that are not bytes", async () => {
    const text = new ReadableStream<string>({
      start(controller) {
        controller.enqueue("text");
        controller.close();
      },
    });
    const { error } = await release(() =>
      encrypt(text as unknown as ReadableStream<Uint8Array>, { recipients }),
    );
    expect(error).toBeInstanceOf(TypeError);
  });
});

it("[A17] accepts empty pieces and pieces of a larger buffer", async () => {
  const backing = sampleBytes(4 * CHUNK);
  const pieces = [
    new Uint8Array(),
    backing.subarray(10, 10),
    backing.subarray(100, 100 + CHUNK),
    new Uint8Array(),
    backing.subarray(100 + CHUNK, 100 + 2 * CHUNK + 5),
    new Uint8Array(),
  ];
  const { bytes: sealed } = await release(() =>
    encrypt(new CountedSource(pieces).stream, { recipients }),
  );
  const expected = backing.subarray(100, 100 + 2 * CHUNK + 5);
  expect(firstDifference(await decrypt(sealed, { identities }), expected)).toBe(-1);
  const view = new Uint8Array(sealed.length + 20);
  view.set(sealed, 7);
  const opened = await decrypt(view.subarray(7, 7 + sealed.length), { identities });
  expect(firstDifference(opened, expected)).toBe(-1);
});
