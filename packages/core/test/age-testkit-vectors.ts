import type { DecryptOptions } from "@pct/core";

import { decompress } from "./byte-streams.js";

/** A file of the age test kit. */
export interface TestkitVector {
  readonly name: string;
  readonly expect: string;
  /** SHA-256 of what a reader of the stream may have seen, in hex. */
  readonly payload: string | undefined;
  readonly options: DecryptOptions;
  readonly body: Uint8Array;
  readonly isCompressed: boolean;
}

/** Parses a vector: lines of `key: value`, a blank line, and the age file. */
export function parseTestkit(name: string, vector: Uint8Array): TestkitVector {
  const end = vector.findIndex((byte, i) => byte === 0x0a && vector[i + 1] === 0x0a);
  const lines = new TextDecoder().decode(vector.subarray(0, end)).split("\n");
  const all = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  const [passphrase] = all("passphrase");
  return {
    name,
    expect: all("expect")[0] ?? "",
    payload: all("payload")[0],
    options: {
      identities: all("identity"),
      ...(passphrase === undefined ? {} : { passphrase }),
    },
    body: vector.subarray(end + 2),
    isCompressed: all("compressed")[0] === "zlib",
  };
}

/** The age file of a vector. */
export async function testkitFile({ body, isCompressed }: TestkitVector): Promise<Uint8Array> {
  if (!isCompressed) return body;
  return decompress(body, "deflate");
}
