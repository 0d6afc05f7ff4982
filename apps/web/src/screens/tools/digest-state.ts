import { hashWorker } from "../../crypto/client";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { wholeNumber } from "./whole-number";

interface DigestForm {
  readonly of: "text" | "file";
  readonly text: string;
  readonly file: File | null;
  readonly isFileMissing: boolean;
  /** The digest to compare with, as pasted. */
  readonly expected: string;
  /** Sizes, as typed. */
  readonly saltLength: string;
  readonly numberBits: string;
  readonly base64: string;
}

export const digestForm = createStore<DigestForm>({
  of: "text",
  text: "",
  file: null,
  isFileMissing: false,
  expected: "",
  saltLength: "30",
  numberBits: "128",
  base64: "",
});

export const digestJob = new Job<string>();

/** Random values that BackEndBase's crypto module also has. */
export const VALUES = ["uuid", "salt", "number"] as const;
export type RandomValueName = (typeof VALUES)[number];
export const valueJobs: Readonly<Record<RandomValueName, Job<string>>> = {
  uuid: new Job(),
  salt: new Job(),
  number: new Job(),
};

/** The encoded or decoded text; `isText` is false for decoded bytes that aren't UTF-8. */
export const base64Job = new Job<{ readonly text: string; readonly isText: boolean }>();

/** Changes the input, and resets the digest of the input before. */
export function changeDigestForm(changed: Partial<DigestForm>): void {
  digestJob.reset();
  digestForm.set({ ...changed, isFileMissing: false });
}

/** Computes the digest of the text, which may be empty, or of the file. */
export async function computeDigest(): Promise<void> {
  const { of, text, file } = digestForm.get();
  digestForm.set({ isFileMissing: of === "file" && file === null });
  if (of === "text") await digestJob.run(() => hashWorker().digestText(text));
  else if (file !== null) {
    await digestJob.run((watch) => hashWorker().digestFile(file, watch));
  }
}

/** Whether a digest equals the expected one, apart from case and white space. */
export function isExpectedDigest(digest: string, expected: string): boolean {
  // sha512sum prints the file's name after the digest.
  const [hex = ""] = expected.trim().split(/\s/);
  return hex.toLowerCase() === digest;
}

/** Generates one of the values again. */
export async function generateValue(value: RandomValueName): Promise<void> {
  const { saltLength, numberBits } = digestForm.get();
  await valueJobs[value].run(() => {
    switch (value) {
      case "uuid":
        return hashWorker().generateUuid();
      case "salt":
        return hashWorker().generateSalt(wholeNumber(saltLength));
      case "number":
        return hashWorker().generateRandomNumber(wholeNumber(numberBits));
    }
  });
}

export async function encodeBase64(): Promise<void> {
  const { base64 } = digestForm.get();
  await base64Job.run(async () => {
    return { text: await hashWorker().encodeBase64(base64), isText: true };
  });
}

export async function decodeBase64(): Promise<void> {
  const { base64 } = digestForm.get();
  await base64Job.run(async () => {
    const text = await hashWorker().decodeBase64(base64);
    return { text: text ?? "", isText: text !== null };
  });
}

export function wipeDigest(): void {
  digestJob.reset();
  base64Job.reset();
  for (const value of VALUES) valueJobs[value].reset();
  digestForm.reset();
}
