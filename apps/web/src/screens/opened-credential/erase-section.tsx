"use client";

import { CircleCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { FailureFacts } from "../../crypto/failure";
import type { DecryptionResult } from "../../crypto/interface/decryption";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNotice } from "../../ui/failure-notice";
import { IntoView } from "../../ui/into-view";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { HowToSave } from "./how-to-save";
import type { OpenSession } from "./open-session";
import { findUnfinished } from "./unfinished";
import type { Unfinished } from "./unfinished";

/** How the screen ends: what is erased, and the call that does it. */
export interface Ending {
  readonly title: string;
  /** What is erased, and what the person loses. */
  readonly text: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly failure: FailureFacts | null;
  /** The button that leads on after the failure, if there is one. */
  readonly next?: ReactNode;
  /** Says that nothing is left to erase; replaces the button. */
  readonly gone: string | null;
  readonly erase: () => void;
}

/** The last step. Asks first if the person has not finished, or has not taken what would be lost. */
export function EraseSection({
  session,
  opened,
  ending,
}: Readonly<{ session: OpenSession; opened: DecryptionResult; ending: Ending }>): ReactNode {
  const { ticked, made, isTaken } = useStore(session.progress.store, "ticked", "made", "isTaken");
  const [asksAbout, setAsksAbout] = useState<Unfinished | null>(null);
  if (ending.gone !== null) return <Notice kind="info">{ending.gone}</Notice>;
  const act = (): void => {
    const unfinished = findUnfinished(opened, { ticked, made, isTaken });
    setAsksAbout(unfinished);
    if (unfinished === null) ending.erase();
  };
  return (
    <>
      <p className="max-w-lines text-small">{ending.text}</p>
      {ending.failure !== null && (
        <IntoView>
          <FailureNotice failure={ending.failure} action={ending.next} />
        </IntoView>
      )}
      <Actions>
        <Button kind="primary" icon={CircleCheck} busy={ending.isBusy} onClick={act}>
          {ending.action}
        </Button>
        {opened.kind !== "file" && <HowToSave session={session} opened={opened} />}
      </Actions>
      <Question
        unfinished={asksAbout}
        isFile={opened.kind === "file"}
        onKeep={() => {
          setAsksAbout(null);
        }}
        onErase={() => {
          setAsksAbout(null);
          ending.erase();
        }}
      />
    </>
  );
}

function Question({
  unfinished,
  isFile,
  onKeep,
  onErase,
}: Readonly<{
  unfinished: Unfinished | null;
  isFile: boolean;
  onKeep: () => void;
  onErase: () => void;
}>): ReactNode {
  const t = useTranslations("open");
  const { tasks = [], hasNewPassword = false, isUntaken = false } = unfinished ?? {};
  return (
    <Dialog
      open={unfinished !== null}
      onClose={onKeep}
      title={t("unfinished.title")}
      actions={
        <>
          <Button onClick={onKeep}>{t("unfinished.keep")}</Button>
          <Button kind="danger" icon={Trash2} onClick={onErase}>
            {t("unfinished.confirm")}
          </Button>
        </>
      }
    >
      {hasNewPassword && <p className="font-semibold">{t("unfinished.password")}</p>}
      {isUntaken && <p>{t(isFile ? "unfinished.file" : "unfinished.text")}</p>}
      {tasks.length > 0 && (
        <>
          <p>{t("unfinished.tasks", { count: tasks.length })}</p>
          <ul className="list-disc pl-6">
            {tasks.map((task) => (
              <li key={task}>{t(`tasks.titles.${task}`)}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
