"use client";

import { Lock } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { DecryptionResult } from "../../crypto/interface/decryption";
import { Button } from "../../ui/button";
import { download } from "../../ui/download-button";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import { checkPassphrase, NO_PASSPHRASE } from "../new-passphrase/passphrase-draft";
import type { PassphraseFlaw } from "../new-passphrase/passphrase-draft";
import { contentToLock } from "./content-to-lock";
import type { OpenSession } from "./open-session";

type Opened = DecryptionResult & { kind: "credential" | "text" };

/** Saves what is on the screen, with the password that was made, in an age file with a passphrase. */
export function LockedFile({
  session,
  opened,
}: Readonly<{ session: OpenSession; opened: Opened }>): ReactNode {
  const t = useTranslations("open.saving.file");
  const [draft, setDraft] = useState(NO_PASSPHRASE);
  const [flaw, setFlaw] = useState<PassphraseFlaw | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    setFailure(null);
    setSaved(null);
    try {
      const checked = await checkPassphrase(draft);
      setFlaw("flaw" in checked ? checked.flaw : null);
      if ("flaw" in checked || checked.passphrase === null) return;
      const { progress } = session;
      const newest = progress.store.get().made.at(-1)?.password;
      const { file } = await cryptoWorker().encryptFile({
        file: contentToLock(opened, newest),
        passphrase: checked.passphrase,
        format: "age",
        armor: false,
      });
      download(file);
      setSaved(file.name);
      if (newest !== undefined) await progress.takePassword(newest);
      progress.store.set({ isTaken: true });
    } catch (error) {
      setFailure(failureFacts(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <NewPassphrase draft={draft} flaw={flaw} mayBeNone={false} onChange={setDraft} />
      <FailureNotice failure={failure} />
      <Button icon={Lock} busy={isBusy} className="tablet:self-start" onClick={() => void save()}>
        {t("action")}
      </Button>
      {saved !== null && (
        <Notice kind="done" live>
          {t("done", { name: saved })}
        </Notice>
      )}
    </div>
  );
}
