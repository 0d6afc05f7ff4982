import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { link, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { PassThrough, Readable, Writable } from "node:stream";

import { beforeAll, describe, expect, it } from "vitest";

import { decrypt, encrypt, encryptSecret } from "@pct/core";
import { decryptFile, encryptFile } from "@pct/core/node";

import { firstDifference, joined, sampleBytes, utf8 } from "../byte-streams.js";
import { expectOutcome } from "../expected.js";
import { expectRefused, outcome } from "../refusal.js";
import {
  ageIdentities,
  anyKey,
  damage,
  damaged,
  decryptOk,
  file as vectorFile,
  first,
  fromBase64,
  fromHex,
  identityText,
  manifest,
  privateKey,
  text,
} from "../vectors.js";
import { temporaryFolder } from "./temporary-folder.js";

const { path, names } = temporaryFolder();

const CHUNK = 64 * 1024;
const { identity, recipient } = first(ageIdentities);
const identities = [identity];
const recipients = [recipient];

let sealed: Uint8Array;
const content = sampleBytes(3 * CHUNK + 5);
beforeAll(async () => {
  sealed = await encrypt(content, { recipients });
});

async function expectContent(name: string, expected: Uint8Array): Promise<void> {
  expect(firstDifference(await readFile(path(name)), expected)).toBe(-1);
}

const descriptors = "/proc/self/fd";

/** Number of open files of this process. Constant on systems other than Linux. */
function openFiles(): number {
  return existsSync(descriptors) ? readdirSync(descriptors).length : 0;
}

describe("round trips", () => {
  const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 256 * 1024, 1024 * 1024 + 1];

  it.each(sizes)("[N1] [N11] exchanges %i bytes with the portable cipher", async (size) => {
    const bytes = sampleBytes(size);
    await writeFile(path("plain"), bytes);
    for (const armor of [false, true]) {
      const overwrite = true;
      await encryptFile(path("plain"), path("sealed"), { recipients, armor, overwrite });
      await decryptFile(path("sealed"), path("opened"), { identities, overwrite });
      await expectContent("opened", bytes);
      const portably = await decrypt(await readFile(path("sealed")), { identities });
      expect(firstDifference(portably, bytes)).toBe(-1);
      await writeFile(path("portable"), await encrypt(bytes, { recipients, armor }));
      await decryptFile(path("portable"), path("opened"), { identities, overwrite });
      await expectContent("opened", bytes);
    }
    expect(names()).toEqual(["opened", "plain", "portable", "sealed"]);
  });

  it("[A2] [N11] encrypts to a public key and with a passphrase", async () => {
    const key = await privateKey(anyKey.id);
    await writeFile(path("plain"), "hello");
    await encryptFile(path("plain"), path("a"), { recipients: [text(anyKey.public)] });
    await decryptFile(path("a"), path("a.out"), { identities: [key] });
    await encryptFile(path("plain"), path("b"), { passphrase: "x", workFactor: 10 });
    await decryptFile(path("b"), path("b.out"), { passphrase: "x" });
    for (const name of ["a.out", "b.out"]) {
      expect(await readFile(path(name), "utf8")).toBe("hello");
      expect((await stat(path(name))).mode & 0o777).toBe(0o600);
    }
  });

  it("[A16] decrypts classic files", async () => {
    for (const vector of decryptOk.filter(({ key }) => key === anyKey.id)) {
      await writeFile(path("file"), vector.ciphertext);
      const options = { identities: [await privateKey(anyKey.id)], overwrite: true };
      await decryptFile(path("file"), path("opened"), options);
      await expectContent("opened", fromHex(vector.secretHex));
    }
  });

  it("[N8] reads any source of bytes and writes any stream", async () => {
    const output = new PassThrough({ highWaterMark: 1024 * 1024 });
    await encryptFile(Readable.from([utf8("one "), utf8("two")]), output, { recipients });
    expect(output.writableEnded).toBe(false);
    const bytes = output.read() as Buffer;
    expect(await decrypt(bytes, { identities })).toEqual(utf8("one two"));
    expect(output.listenerCount("error")).toBe(0);
  });
});

describe("an output function", () => {
  it("[N8] gets the whole file in pieces whose memory is used again", async () => {
    const bytes = sampleBytes(40 * CHUNK + 3);
    const take = (pieces: Uint8Array[]) => async (piece: Uint8Array) => {
      // A slow writer: the next pieces are made meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 1));
      pieces.push(piece.slice());
    };
    async function* source(): AsyncGenerator<Uint8Array, void, undefined> {
      for (let i = 0; i < bytes.length; i += 50_000) {
        yield await Promise.resolve(bytes.subarray(i, i + 50_000));
      }
    }
    const encrypted: Uint8Array[] = [];
    const decrypted: Uint8Array[] = [];
    await encryptFile(source(), take(encrypted), { recipients });
    expect(Math.max(...encrypted.map(({ length }) => length))).toBe(4 * (CHUNK + 16));
    const file = joined(encrypted);
    expect(firstDifference(await decrypt(file, { identities }), bytes)).toBe(-1);
    await decryptFile(file, take(decrypted), { identities });
    expect(firstDifference(joined(decrypted), bytes)).toBe(-1);
  });

  it("[N8] gets what is authentic before damage, and its error ends the call", async () => {
    const damaged = sealed.slice();
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    const pieces: Uint8Array[] = [];
    const take = (piece: Uint8Array): Promise<void> => {
      pieces.push(piece.slice());
      return Promise.resolve();
    };
    await expectRefused(() => decryptFile(damaged, take, { identities }), "decryption-failed");
    expect(firstDifference(joined(pieces), content.subarray(0, 3 * CHUNK))).toBe(-1);
    const full = new Error("full");
    const fail = (): Promise<void> => Promise.reject(full);
    await expect(decryptFile(sealed, fail, { identities })).rejects.toBe(full);
  });
});

describe("damaged input", () => {
  it.each(damaged.recipes)("[N1] [A12] leaves no output for $name", async (recipe) => {
    await writeFile(path("sealed"), damage(vectorFile(recipe.file), recipe.operations));
    const options = { identities: [identityText(recipe.identity)] };
    await expectRefused(
      () => decryptFile(path("sealed"), path("opened"), options),
      "decryption-failed",
    );
    expect(names()).toEqual(["sealed"]);
    await writeFile(path("opened"), "old");
    await expectRefused(
      () => decryptFile(path("sealed"), path("opened"), { ...options, overwrite: true }),
      "decryption-failed",
    );
    expect(await readFile(path("opened"), "utf8")).toBe("old");
    expect(names()).toEqual(["opened", "sealed"]);
  });

  it("[N1] [A12] [A15] leaves no output for damage in any part", async () => {
    let refused = 0;
    for (const vector of damaged.vectors) {
      const bytes = fromBase64(vector.fileBase64);
      const options = { identities: [identityText(vector.identity)] };
      await writeFile(path("sealed"), bytes);
      const result = await outcome(() => decryptFile(path("sealed"), path("opened"), options));
      expectOutcome(result, "damaged", vector);
      if (result === "accepted") {
        await expectContent("opened", await decrypt(bytes, options));
        await rm(path("opened"));
      } else {
        refused++;
      }
      expect(names()).toEqual(["sealed"]);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it.each([1, 15, 16, 17, CHUNK, CHUNK + 16, 2 * CHUNK])(
    "[N1] [A12] leaves no output without the last %i bytes",
    async (missing) => {
      await writeFile(path("sealed"), sealed.subarray(0, -missing));
      await expectRefused(
        () => decryptFile(path("sealed"), path("opened"), { identities }),
        "decryption-failed",
      );
      expect(names()).toEqual(["sealed"]);
    },
  );

  it("[N8] [A13] writes only authentic chunks to a stream", async () => {
    const received: Buffer[] = [];
    const output = new Writable({
      write(chunk: Buffer, _, done) {
        received.push(chunk);
        done();
      },
    });
    await writeFile(path("sealed"), sealed.subarray(0, -1));
    await expectRefused(
      () => decryptFile(path("sealed"), output, { identities }),
      "decryption-failed",
    );
    const bytes = Buffer.concat(received);
    expect(firstDifference(bytes, content.subarray(0, 3 * CHUNK))).toBe(-1);
    expect(output.writableEnded).toBe(false);
    expect(output.listenerCount("error")).toBe(0);
  });
});

describe("targets", () => {
  it("[N3] keeps an existing file, and reads no input", async () => {
    await writeFile(path("plain"), "x");
    await writeFile(path("there"), "old");
    await symlink(path("nowhere"), path("dangling"));
    for (const name of ["there", "dangling"]) {
      await expect(encryptFile(path("plain"), path(name), { recipients })).rejects.toMatchObject({
        code: "EEXIST",
      });
    }
    // eslint-disable-next-line require-yield -- it must never be read
    const unread = (async function* (): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      throw new Error("was read");
    })();
    await expect(decryptFile(unread, path("there"), { identities })).rejects.toMatchObject({
      code: "EEXIST",
    });
    expect(await readFile(path("there"), "utf8")).toBe("old");
    expect(names()).toEqual(["dangling", "plain", "there"]);
  });

  it("[N6] [E1] rejects the input as output, by any name", async () => {
    await writeFile(path("plain"), "x");
    await symlink(path("plain"), path("symbolic"));
    await link(path("plain"), path("hard"));
    const files = ["plain", "symbolic", "hard"];
    for (const input of files) {
      for (const output of files) {
        for (const overwrite of [false, true]) {
          await expectRefused(
            () => encryptFile(path(input), path(output), { recipients, overwrite }),
            "output-is-input",
          );
        }
      }
    }
    await expectRefused(
      () => decryptFile(path("plain"), path("./plain"), { identities, overwrite: true }),
      "output-is-input",
    );
    expect(await readFile(path("plain"), "utf8")).toBe("x");
  });

  it("[N5] rejects folders as input and as output", async () => {
    await mkdir(path("folder"));
    await writeFile(path("plain"), "x");
    const errors = [
      [path("plain"), path("folder"), "EISDIR", "EISDIR"],
      [path("folder"), path("sealed"), "EISDIR", "EISDIR"],
      [path("missing"), path("sealed"), "ENOENT", "ENOENT"],
      // The input is read first, and is not an encrypted file.
      [path("plain"), path("missing/sealed"), "ENOENT", "decryption-failed"],
    ] as const;
    for (const [input, output, code, decryptCode] of errors) {
      await expect(encryptFile(input, output, { recipients })).rejects.toMatchObject({ code });
      await expect(
        decryptFile(input, output, { identities: [await privateKey(anyKey.id)] }),
      ).rejects.toMatchObject({ code: decryptCode });
    }
    expect(names()).toEqual(["folder", "plain"]);
  });

  it("[N5] writes to a named pipe", async () => {
    await once(spawn("mkfifo", [path("pipe")]), "close");
    await writeFile(path("sealed"), sealed);
    const received: Buffer[] = [];
    const reader = createReadStream(path("pipe")).on("data", (data) => {
      received.push(data as Buffer);
    });
    await decryptFile(path("sealed"), path("pipe"), { identities });
    await once(reader, "close");
    expect(firstDifference(Buffer.concat(received), content)).toBe(-1);
    expect(names()).toEqual(["pipe", "sealed"]);
  });

  it("[N8] waits until the stream has every piece", async () => {
    let written = 0;
    const slow = new Writable({
      highWaterMark: 16 * 1024 * 1024,
      write(chunk: Buffer, _, done) {
        setImmediate(() => {
          written += chunk.length;
          done();
        });
      },
    });
    await decryptFile(Readable.from([sealed]), slow, { identities });
    expect(written).toBe(content.length);
  });

  it("[N8] rejects with an error of the stream, and closes the input", async () => {
    const broken = new Error("the pipe is broken");
    for (const bytes of [utf8("x"), content]) {
      await writeFile(path("sealed"), await encrypt(bytes, { recipients }));
      const before = openFiles();
      const output = new Writable({
        write(_chunk, _encoding, done) {
          setImmediate(() => {
            done(broken);
          });
        },
      });
      await expect(decryptFile(path("sealed"), output, { identities })).rejects.toBe(broken);
      const destroyed = new Writable();
      destroyed.destroy();
      await expect(decryptFile(path("sealed"), destroyed, { identities })).rejects.toMatchObject({
        code: "ERR_STREAM_DESTROYED",
      });
      expect(openFiles()).toBe(before);
    }
  });
});

describe("progress, abort and cleanup", () => {
  it("[N10] reports the bytes read, up to the total", async () => {
    await writeFile(path("plain"), sampleBytes(1_000_000));
    for (const run of [
      (onProgress: (bytes: number) => void) =>
        encryptFile(path("plain"), path("sealed"), { recipients, onProgress }),
      (onProgress: (bytes: number) => void) =>
        decryptFile(path("sealed"), path("opened"), { identities, onProgress }),
    ]) {
      const heard: number[] = [];
      await run((bytes) => heard.push(bytes));
      expect(heard.length).toBeGreaterThan(2);
      expect(heard).toEqual([...heard].sort((a, b) => a - b));
    }
    const heard: number[] = [];
    const onProgress = (bytes: number): void => void heard.push(bytes);
    await decryptFile(path("sealed"), path("again"), { identities, onProgress });
    expect(heard.at(-1)).toBe((await stat(path("sealed"))).size);
  });

  it("[N7] leaves no file after an abort", async () => {
    await writeFile(path("plain"), sampleBytes(2_000_000));
    await writeFile(path("sealed"), await encrypt(sampleBytes(2_000_000), { recipients }));
    const reason = new Error("enough");
    const before = openFiles();
    for (const after of [0, 1, 300_000, 1_500_000]) {
      const controller = new AbortController();
      const onProgress = (bytes: number): void => {
        if (bytes >= after) controller.abort(reason);
      };
      const options = { signal: controller.signal, onProgress };
      await expect(encryptFile(path("plain"), path("a"), { recipients, ...options })).rejects.toBe(
        reason,
      );
    }
    for (const after of [0, 300_000, 1_500_000]) {
      const controller = new AbortController();
      const onProgress = (bytes: number): void => {
        if (bytes >= after) controller.abort(reason);
      };
      const options = { signal: controller.signal, onProgress };
      await expect(decryptFile(path("sealed"), path("b"), { identities, ...options })).rejects.toBe(
        reason,
      );
    }
    const signal = AbortSignal.abort(reason);
    await expect(encryptFile(path("plain"), path("a"), { recipients, signal })).rejects.toBe(
      reason,
    );
    await expect(decryptFile(path("sealed"), path("b"), { identities, signal })).rejects.toBe(
      reason,
    );
    expect(names()).toEqual(["plain", "sealed"]);
    expect(openFiles()).toBe(before);
  });

  it.runIf(existsSync(descriptors))("[N9] closes the input in every case", async () => {
    await writeFile(path("plain"), content);
    await writeFile(path("sealed"), sealed);
    await writeFile(path("broken"), sealed.subarray(0, -1));
    await writeFile(path("noise"), sampleBytes(100_000));
    const before = openFiles();
    const overwrite = true;
    await encryptFile(path("plain"), path("out"), { recipients, overwrite });
    const opening = { identities, overwrite };
    await decryptFile(path("sealed"), path("out"), opening);
    const failing = [
      ["decryption-failed", () => decryptFile(path("broken"), path("out"), opening)],
      ["ciphertext-not-recognized", () => decryptFile(path("noise"), path("out"), opening)],
      [
        "identity-required",
        () => decryptFile(path("sealed"), path("out"), { identities: [], overwrite }),
      ],
      ["ENOENT", () => decryptFile(path("sealed"), path("no/out"), { identities })],
      ["ENOENT", () => encryptFile(path("plain"), path("no/out"), { recipients })],
      [
        "recipient-not-recognized",
        () => encryptFile(path("plain"), path("out"), { recipients: ["age1broken"], overwrite }),
      ],
      ["EEXIST", () => encryptFile(path("plain"), path("out"), { recipients })],
    ] as const;
    for (const [code, action] of failing) await expect(action()).rejects.toMatchObject({ code });
    expect(openFiles()).toBe(before);
  });

  it("[N9] destroys an input stream after a failure", async () => {
    const source = new PassThrough();
    source.write(sealed.subarray(0, 300));
    source.write("no more of this".repeat(20_000));
    await expectRefused(
      () => decryptFile(source, path("out"), { identities }),
      "decryption-failed",
    );
    expect(source.destroyed).toBe(true);
  });

  it("[A17] passes on an error of the input unchanged", async () => {
    const failure = new Error("the cable was pulled");
    const failing = (): Readable =>
      Readable.from(
        (async function* () {
          yield sealed.subarray(0, 100_000);
          await Promise.resolve();
          throw failure;
        })(),
      );
    await expect(encryptFile(failing(), path("a"), { recipients })).rejects.toBe(failure);
    await expect(decryptFile(failing(), path("b"), { identities })).rejects.toBe(failure);
    expect(names()).toEqual([]);
  });
});

it("[A16] decrypts all files of the vectors for one key", async () => {
  const own = manifest.files.filter(({ recipients }) =>
    recipients.some((id) => manifest.identities[id]?.identity === identity),
  );
  expect(own.length).toBeGreaterThan(0);
  for (const { file: name, plaintextBytes } of own) {
    await writeFile(path("sealed"), vectorFile(name));
    await decryptFile(path("sealed"), path("opened"), { identities, overwrite: true });
    expect((await stat(path("opened"))).size).toBe(plaintextBytes);
  }
});

it("[A16] leaves no output for a classic file for another key", async () => {
  const key = await privateKey(anyKey.id);
  const other = decryptOk.find(({ key: id }) => id !== anyKey.id);
  await writeFile(path("file"), other?.ciphertext ?? "");
  await expectRefused(
    () => decryptFile(path("file"), path("opened"), { identities: [key] }),
    "decryption-failed",
  );
  await writeFile(path("file"), await encryptSecret("x", key.publicKey));
  await decryptFile(path("file"), path("opened"), { identities: [key] });
  expect(names()).toEqual(["file", "opened"]);
});
