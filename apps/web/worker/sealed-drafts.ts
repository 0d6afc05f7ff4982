import type {
  DraftName,
  DraftToKeep,
  KeepOutcome,
  KeptDraft,
  ListedDraft,
} from "#/crypto/interface/drafts.js";
import { withDatabase } from "./database.js";
import type { SealedDraft } from "./database.js";

/**
 * What a person has made or typed and not finished: ticks, a new password, a form. It is sealed with
 * AES-256-GCM, so that its text is never in a file of the browser's profile. Each revision has a
 * non-extractable key of its own, which is erased with it.
 *
 * That protects against a search or a backup of the files, and not against an attacker who can read
 * IndexedDB with the browser's own means: the key is there as well.
 */

const ALGORITHM = "AES-GCM";

export async function keepDraft(
  name: DraftName,
  { value, basedOn, lifetimeMs }: DraftToKeep,
): Promise<KeepOutcome> {
  const now = Date.now();
  const draft = await seal(name, value, { keptAt: now, keepUntil: now + lifetimeMs });
  const current = await withDatabase(async (database) => {
    const transaction = database.transaction("drafts", "readwrite", { durability: "strict" });
    const stored = (await transaction.store.get(name)) ?? null;
    // One that is past its time is as good as gone, except for the tab that still shows it.
    const isGone = stored !== null && isOver(stored) && stored.revision !== basedOn;
    const found = isGone ? null : stored;
    const isCurrent = (found?.revision ?? null) === basedOn;
    if (isCurrent) await transaction.store.put(draft);
    await transaction.done;
    return isCurrent ? draft : found;
  });
  if (current === draft) return { revision: draft.revision };
  return { conflict: current === null ? null : await unseal(current) };
}

export async function readDraft(name: DraftName): Promise<KeptDraft | null> {
  const stored = await withDatabase(async (database) => {
    const transaction = database.transaction("drafts", "readwrite");
    let cursor = await transaction.store.openCursor();
    while (cursor !== null) {
      if (isOver(cursor.value)) await cursor.delete();
      cursor = await cursor.continue();
    }
    const found = await transaction.store.get(name);
    await transaction.done;
    return found;
  });
  return stored === undefined ? null : unseal(stored);
}

export async function listDrafts(prefix: string): Promise<readonly ListedDraft[]> {
  const stored = await withDatabase((database) => database.getAll("drafts"));
  return stored
    .filter((draft) => draft.name.startsWith(prefix) && !isOver(draft))
    .map(({ name, keptAt }) => ({ name, keptAt }))
    .sort((a, b) => b.keptAt - a.keptAt);
}

export async function eraseDraft(name: DraftName): Promise<void> {
  await withDatabase((database) => database.delete("drafts", name));
}

function isOver({ keepUntil }: SealedDraft): boolean {
  return keepUntil <= Date.now();
}

async function seal(
  name: DraftName,
  value: unknown,
  times: Pick<SealedDraft, "keptAt" | "keepUntil">,
): Promise<SealedDraft> {
  const usages: KeyUsage[] = ["encrypt", "decrypt"];
  const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, usages);
  const revision = crypto.randomUUID();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plaintext = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt(parameters(name, revision, iv), key, plaintext);
  return { name, revision, key, iv, sealed, ...times };
}

async function unseal({
  name,
  revision,
  key,
  iv,
  sealed,
  keptAt,
}: SealedDraft): Promise<KeptDraft> {
  const plaintext = await crypto.subtle.decrypt(parameters(name, revision, iv), key, sealed);
  return { value: JSON.parse(new TextDecoder().decode(plaintext)), revision, keptAt };
}

/** Binds the name and the revision, so that a draft opens in its own place only. */
function parameters(name: DraftName, revision: string, iv: BufferSource): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify(["pct-draft-v1", name, revision]));
  return { name: ALGORITHM, iv, additionalData };
}
