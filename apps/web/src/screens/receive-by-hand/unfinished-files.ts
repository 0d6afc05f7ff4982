import { cryptoWorker } from "../../crypto/client";
import type { ListedDraft } from "../../crypto/interface/drafts";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { CredentialProgress, FILE_DRAFTS } from "../opened-credential/progress";

/** What a person has made with a file that was opened by hand, and not erased. */
export interface UnfinishedFile extends ListedDraft {
  readonly progress: CredentialProgress;
}

/** The unfinished work in this browser, the latest first; empty while a credential is on screen. */
export const unfinishedFiles = createStore<{ readonly list: readonly UnfinishedFile[] }>({
  list: [],
});

/** Restarts with every reading of the list. */
const reading = new Latest();

export async function loadUnfinishedFiles(): Promise<void> {
  closeUnfinishedFiles();
  const { signal } = reading;
  // A browser that refuses storage has none.
  const drafts = await cryptoWorker()
    .listDrafts(FILE_DRAFTS)
    .catch(() => []);
  const list = await Promise.all(drafts.map(withProgress));
  if (signal.aborted) close(list);
  else unfinishedFiles.set({ list });
}

async function withProgress(draft: ListedDraft): Promise<UnfinishedFile> {
  const progress = new CredentialProgress();
  await progress.begin(draft.name);
  return { ...draft, progress };
}

/** Forgets the list. What is in it stays sealed in this browser. */
export function closeUnfinishedFiles(): void {
  reading.restart();
  close(unfinishedFiles.get().list);
  unfinishedFiles.reset();
}

function close(list: readonly UnfinishedFile[]): void {
  for (const { progress } of list) progress.close();
}
