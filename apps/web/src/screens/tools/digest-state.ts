import { cryptoWorker } from "../../crypto/client";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";
import { wholeNumber } from "./whole-number";

/** Digests of texts and files, and the small values of BackEndBase. */

interface Draft {
  readonly of: "text" | "file";
  readonly text: string;
  readonly file: File | null;
  readonly isFileMissing: boolean;
  /** What somebody else says the digest is. */
  readonly expected: string;
  /** Sizes as they were typed. */
  readonly saltLength: string;
  readonly numberBits: string;
  readonly base64: string;
}

export const draft = createStore<Draft>({
  of: "text",
  text: "",
  file: null,
  isFileMissing: false,
  expected: "",
  saltLength: "30",
  numberBits: "128",
  base64: "",
});

export const digesting = new Work<string>();

/** Random values, each of which can be made again. */
export const VALUES = ["uuid", "salt", "number"] as const;
export type Value = (typeof VALUES)[number];
export const values: Readonly<Record<Value, Work<string>>> = {
  uuid: new Work(),
  salt: new Work(),
  number: new Work(),
};

/** Text that was encoded, or decoded; `isText` is false for bytes that are none. */
export const converting = new Work<{ readonly text: string; readonly isText: boolean }>();

/** What was computed before belongs to something else. */
export function change(changed: Partial<Draft>): void {
  digesting.reset();
  draft.set({ ...changed, isFileMissing: false });
}

/** The digest of the text, which may be empty, or of the file. */
export async function digest(): Promise<void> {
  const { of, text, file } = draft.get();
  draft.set({ isFileMissing: of === "file" && file === null });
  if (of === "text") await digesting.run(() => cryptoWorker().digestText(text));
  else if (file !== null) {
    await digesting.run((watch) => cryptoWorker().digestFile(file, watch));
  }
}

/** Whether the digest is the one that was expected; capitals and white space are nobody's fault. */
export function isExpected(digest: string, expected: string): boolean {
  // sha512sum writes the file's name behind it.
  const [hex = ""] = expected.trim().split(/\s/);
  return hex.toLowerCase() === digest;
}

/** Makes one of the values anew. */
export async function makeValue(value: Value): Promise<void> {
  const { saltLength, numberBits } = draft.get();
  await values[value].run(() => {
    switch (value) {
      case "uuid":
        return cryptoWorker().generateUuid();
      case "salt":
        return cryptoWorker().generateSalt(wholeNumber(saltLength));
      case "number":
        return cryptoWorker().generateRandomNumber(wholeNumber(numberBits));
    }
  });
}

export async function encode(): Promise<void> {
  const { base64 } = draft.get();
  await converting.run(async () => {
    return { text: await cryptoWorker().encodeBase64(base64), isText: true };
  });
}

export async function decode(): Promise<void> {
  const { base64 } = draft.get();
  await converting.run(async () => {
    const text = await cryptoWorker().decodeBase64(base64);
    return { text: text ?? "", isText: text !== null };
  });
}

export function wipeDigesting(): void {
  digesting.reset();
  converting.reset();
  for (const value of VALUES) values[value].reset();
  draft.reset();
}
