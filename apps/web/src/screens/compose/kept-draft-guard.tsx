"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useLeaveWarning } from "../../state/leave-warning";
import { useStore } from "../../state/store";
import { LeaveDialog } from "../../ui/leave-dialog";
import { Notice } from "../../ui/notice";
import { isUntouched } from "./draft";
import type { Draft } from "./draft";
import type { KeptDraft } from "./kept-draft";

/** Asks before a filled form is left, and says what a reload would lose. */
export function KeptDraftGuard({
  draft,
  kept,
  hasMore = false,
}: Readonly<{
  draft: Draft;
  kept: KeptDraft;
  /** Whether something was given that is not in the draft. */
  hasMore?: boolean;
}>): ReactNode {
  const t = useTranslations("send.draft");
  const language = useLocale();
  const state = useStore(draft.store, "credential", "text", "file");
  const { status } = useStore(kept.sealed.store, "status");
  const { lost } = useStore(kept.store, "lost");
  const question = useLeaveWarning(hasMore || !isUntouched(state));
  const files = new Intl.ListFormat(language).format(lost.map(escapeForScreen));
  return (
    <>
      {status === "refused" && <p className="text-small text-soft">{t("refused")}</p>}
      {lost.length > 0 && <Notice kind="care">{t("lost", { files })}</Notice>}
      <LeaveDialog
        question={{
          ...question,
          leave: () => {
            void kept.erase().then(question.leave);
          },
        }}
        title={t("leaveTitle")}
        stay={t("stay")}
        leave={t("leave")}
      >
        <p>{t("leaveText")}</p>
      </LeaveDialog>
    </>
  );
}
