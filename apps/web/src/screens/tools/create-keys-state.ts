import { cryptoWorker } from "../../crypto/client";
import type { KeyBits, KeyInfo } from "../../crypto/interface/keys";
import { NO_PASSPHRASE, settle } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";
import { createStore } from "../../state/store";
import { Work } from "../../state/work";

/** A pair of keys for files, as `pct create` makes it. */

export const SIZES = ["4096", "3072", "2048"] as const;
type Size = (typeof SIZES)[number];

const BITS: Readonly<Record<Size, KeyBits>> = { "4096": 4096, "3072": 3072, "2048": 2048 };

interface Draft {
  readonly size: Size;
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
}

/** The two files, and what is known of the pair. */
export interface MadePair {
  readonly info: KeyInfo;
  readonly publicFile: File;
  readonly privateFile: File;
  /** Whether the key's file has a passphrase. */
  readonly isLocked: boolean;
}

export const draft = createStore<Draft>({ size: "4096", passphrase: NO_PASSPHRASE, flaw: null });
/** Nothing is made while there is a flaw. */
export const making = new Work<MadePair | null>();

/** Makes the pair once its passphrase has been decided. */
export async function makePair(): Promise<void> {
  const { size, passphrase } = draft.get();
  draft.set({ flaw: null });
  await making.run(async () => {
    const settled = await settle(passphrase);
    if ("passphrase" in settled) return pairOfFiles(BITS[size], settled.passphrase);
    draft.set({ flaw: settled.flaw });
    return null;
  });
}

async function pairOfFiles(bits: KeyBits, passphrase: string | null): Promise<MadePair> {
  const worker = cryptoWorker();
  const info = await worker.newKeyPair(bits);
  const privateFile = await worker.keyFile(info.handle, passphrase);
  const publicFile = new File([info.publicPem], "public_key.pem", {
    type: "application/x-pem-file",
  });
  return { info, publicFile, privateFile, isLocked: passphrase !== null };
}
