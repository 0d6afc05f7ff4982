import { cryptoWorker } from "../../crypto/client";
import type { KeyBits, KeyInfo } from "../../crypto/interface/keys";
import { Job } from "../../state/job";
import { createStore } from "../../state/store";
import { checkPassphrase, NO_PASSPHRASE } from "../new-passphrase/passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "../new-passphrase/passphrase-draft";

export const SIZES = ["4096", "3072", "2048"] as const;
type Size = (typeof SIZES)[number];

const BITS: Readonly<Record<Size, KeyBits>> = { "4096": 4096, "3072": 3072, "2048": 2048 };

interface CreateKeysForm {
  readonly size: Size;
  readonly passphrase: PassphraseDraft;
  readonly flaw: PassphraseFlaw | null;
}

/** The two files that `pct create` writes. */
export interface KeyFiles {
  readonly info: KeyInfo;
  readonly publicFile: File;
  readonly privateFile: File;
  /** Whether the private key file has a passphrase. */
  readonly isEncrypted: boolean;
}

export const createKeysForm = createStore<CreateKeysForm>({
  size: "4096",
  passphrase: NO_PASSPHRASE,
  flaw: null,
});
/** The result is `null` if the passphrase was refused. */
export const createKeysJob = new Job<KeyFiles | null>();

/** Creates a key pair, if the passphrase is good enough. */
export async function createKeyFiles(): Promise<void> {
  const { size, passphrase } = createKeysForm.get();
  createKeysForm.set({ flaw: null });
  await createKeysJob.run(async () => {
    const checked = await checkPassphrase(passphrase);
    if ("passphrase" in checked) return keyFiles(BITS[size], checked.passphrase);
    createKeysForm.set({ flaw: checked.flaw });
    return null;
  });
}

async function keyFiles(bits: KeyBits, passphrase: string | null): Promise<KeyFiles> {
  const worker = cryptoWorker();
  const info = await worker.newKeyPair(bits);
  const privateFile = await worker.keyFile(info.handle, passphrase);
  const publicFile = new File([info.publicPem], "public_key.pem", {
    type: "application/x-pem-file",
  });
  return { info, publicFile, privateFile, isEncrypted: passphrase !== null };
}

export function wipeCreateKeys(): void {
  createKeysJob.reset();
  createKeysForm.reset();
}
