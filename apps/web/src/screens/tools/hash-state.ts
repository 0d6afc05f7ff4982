import type { BackEndBaseKeys } from "@pct/security/backendbase";

import { hashWorker } from "../../crypto/client";
import type { CheckedPassword } from "../../crypto/interface/hashes";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { completeKeys, readKeysFile } from "./backendbase-keys";

/** Methods, as `pct hash --method` names them. */
export const METHODS = [
  "argon2id",
  "scrypt",
  "pbkdf2:sha512",
  "pbkdf2:sha256",
  "backendbase",
] as const;
type Method = (typeof METHODS)[number];

interface HashForm {
  readonly task: "make" | "check";
  readonly password: string;
  readonly method: Method;
  readonly hash: string;
  readonly legacy: boolean;
  /** Whether the hash is from BackEndBase, which needs keys. */
  readonly withKeys: boolean;
  readonly keys: BackEndBaseKeys;
  /** Rotated keys, from a file with several sets. */
  readonly olderKeys: readonly BackEndBaseKeys[];
  /** Outcome of the last keys file. */
  readonly keysFile: "loaded" | "malformed" | null;
  readonly missing: "password" | "hash" | "keys" | null;
}

const NO_KEYS: BackEndBaseKeys = { secretKey: "", csrfSessionKey: "", hashKey: "" };

export const hashForm = createStore<HashForm>({
  task: "make",
  password: "",
  method: "argon2id",
  hash: "",
  legacy: false,
  withKeys: false,
  keys: NO_KEYS,
  olderKeys: [],
  keysFile: null,
  missing: null,
});

export const hashJob = new Job<string>();
export const checkJob = new Job<CheckedPassword>();

/** Changes the input, and resets the results of the input before. */
export function changeHashForm(changed: Partial<HashForm>): void {
  hashJob.reset();
  checkJob.reset();
  hashForm.set({ ...changed, missing: null });
}

/** Whether the form asks for the three keys. */
export function needsKeys({
  task,
  method,
  withKeys,
}: Pick<HashForm, "task" | "method" | "withKeys">): boolean {
  return task === "make" ? method === "backendbase" : withKeys;
}

/** Fills in the keys from a file. An invalid file changes nothing else. */
export async function loadKeys(file: Blob): Promise<void> {
  const sets = await readKeysFile(file);
  const [keys, ...olderKeys] = sets ?? [];
  if (keys === undefined) hashForm.set({ keysFile: "malformed" });
  else changeHashForm({ keys, olderKeys, keysFile: "loaded" });
}

/** Creates or checks a hash, unless a field is missing; the form then shows an error. */
export async function runHashTask(): Promise<void> {
  const state = hashForm.get();
  const { task, password, hash, keys, olderKeys } = state;
  const isComplete = !needsKeys(state) || completeKeys(keys) !== null;
  const missing =
    task === "check" && hash.trim() === ""
      ? "hash"
      : password === ""
        ? "password"
        : isComplete
          ? null
          : "keys";
  hashForm.set({ missing });
  if (missing !== null) return;
  const keyRing = needsKeys(state) ? [keys, ...olderKeys] : [];
  if (task === "make") await createHash(state);
  else {
    const { legacy } = state;
    await checkJob.run(() => hashWorker().checkPassword({ hash, password, legacy, keys: keyRing }));
  }
}

async function createHash({ password, method, keys }: HashForm): Promise<void> {
  await hashJob.run(() =>
    method === "backendbase"
      ? hashWorker().hashForBackEndBase(password, keys)
      : hashWorker().hashPassword(password, method),
  );
}

export function wipeHash(): void {
  hashJob.reset();
  checkJob.reset();
  hashForm.reset();
}
