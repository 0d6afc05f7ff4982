import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect } from "vitest";

import type { CallOptions, Reader } from "./pct-reader.js";

/** The files of the situations in which pct advises a command. */

/** Produces the text that advises a command, types the command, and shows that the problem is gone. */
export type Situation = (reader: Reader) => Promise<void>;

const VECTORS = resolve(import.meta.dirname, "../packages/core/vectors");

/** Puts a file of the vectors into the reader's folder. */
export function give({ cwd }: Reader, vector: string, name: string): void {
  copyFileSync(join(VECTORS, vector), join(cwd, name));
}

/** A pair that is small, for speed, where pct looks for it. */
export function givePair(reader: Reader, halves: readonly string[] = ["public", "private"]): void {
  for (const half of halves) {
    give(reader, `classic/keys/rsa2048-a.${half}_key.pem`, `${half}_key.pem`);
  }
}

export function write({ cwd }: Reader, name: string, content: string | Uint8Array): void {
  writeFileSync(join(cwd, name), content);
}

function inFolder(reader: Reader, name: string): CallOptions {
  const cwd = join(reader.cwd, name);
  mkdirSync(cwd, { recursive: true });
  return { cwd };
}

/** Follows the advice to make a pair in this folder: a sender and its owner can use it. */
export async function makesPair(
  reader: Reader,
  command: string | undefined,
  folder = ".",
): Promise<void> {
  await reader.type(command, {}, inFolder(reader, folder));
  const sealed = ["encrypt", "-r", join(folder, "public_key.pem"), "-o", "for the new pair"];
  expect((await reader.pct(sealed, { input: "s3cret" })).code).toBe(0);
  const own = ["decrypt", "for the new pair", "-i", join(folder, "private_key.pem")];
  expect((await reader.pct(own)).stdout).toBe("s3cret");
}
