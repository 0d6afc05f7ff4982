import type { BackEndBaseKeys } from "@pct/security";

import { cryptoWorker } from "../../crypto/client";
import type { CheckedPassword } from "../../crypto/interface/hashes";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";
import { complete, readKeysFile } from "./backendbase-keys";

/** Hashes of passwords: making one to store, checking one that is stored. */

/** Methods by the name that `pct hash --method` takes. */
export const METHODS = [
  "argon2id",
  "scrypt",
  "pbkdf2:sha512",
  "pbkdf2:sha256",
  "backendbase",
] as const;
type Method = (typeof METHODS)[number];

interface Draft {
  readonly task: "make" | "check";
  readonly password: string;
  readonly method: Method;
  readonly hash: string;
  readonly legacy: boolean;
  /** Whether the hash is one of BackEndBase. */
  readonly withKeys: boolean;
  readonly keys: BackEndBaseKeys;
  /** From a file with several sets: those that are no longer current. */
  readonly olderKeys: readonly BackEndBaseKeys[];
  /** What came of the last file with keys. */
  readonly keysFile: "loaded" | "malformed" | null;
  readonly missing: "password" | "hash" | "keys" | null;
}

const NO_KEYS: BackEndBaseKeys = { secretKey: "", csrfSessionKey: "", hashKey: "" };

export const draft = createStore<Draft>({
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

export const hashing = new Work<string>();
export const checking = new Work<CheckedPassword>();

/** What was found before says nothing about what is typed now. */
export function change(changed: Partial<Draft>): void {
  hashing.reset();
  checking.reset();
  draft.set({ ...changed, missing: null });
}

/** Whether the three keys are asked for. */
export function needsKeys({ task, method, withKeys }: Draft): boolean {
  return task === "make" ? method === "backendbase" : withKeys;
}

/** Fills in the keys of a file, or leaves everything as it is. */
export async function loadKeys(file: Blob): Promise<void> {
  const sets = await readKeysFile(file);
  const [keys, ...olderKeys] = sets ?? [];
  if (keys === undefined) draft.set({ keysFile: "malformed" });
  else change({ keys, olderKeys, keysFile: "loaded" });
}

/** Makes or checks a hash, unless something is missing, which the screen then shows. */
export async function work(): Promise<void> {
  const state = draft.get();
  const { task, password, hash, keys, olderKeys } = state;
  const isComplete = !needsKeys(state) || complete(keys) !== null;
  const missing =
    task === "check" && hash.trim() === ""
      ? "hash"
      : password === ""
        ? "password"
        : isComplete
          ? null
          : "keys";
  draft.set({ missing });
  if (missing !== null) return;
  const ring = needsKeys(state) ? [keys, ...olderKeys] : [];
  if (task === "make") await make(state);
  else {
    const { legacy } = state;
    await checking.run(() => cryptoWorker().checkPassword({ hash, password, legacy, keys: ring }));
  }
}

async function make({ password, method, keys }: Draft): Promise<void> {
  await hashing.run(() =>
    method === "backendbase"
      ? cryptoWorker().hashForBackEndBase(password, keys)
      : cryptoWorker().hashPassword(password, method),
  );
}

export function wipeHashing(): void {
  hashing.reset();
  checking.reset();
  draft.reset();
}
