"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useLeaveWarning } from "../../state/leave-warning";
import { useStore } from "../../state/store";
import { LeaveDialog } from "../../ui/leave-dialog";
import type { OpenSession } from "./open-session";
import { findUnfinished } from "./unfinished";

/** Asks before the person leaves a credential that they have begun to use. */
export function LeaveWarning({
  session,
  leavesFor,
}: Readonly<{
  session: OpenSession;
  leavesFor: ((target: URL) => boolean) | undefined;
}>): ReactNode {
  const t = useTranslations("open.leave");
  const { progress } = session;
  const { result } = useStore(session.job.store, "result");
  const { ticked, made, isTaken } = useStore(progress.store, "ticked", "made", "isTaken");
  const { status } = useStore(progress.draft.store, "status");
  const hasBegun = ticked.size > 0 || made.length > 0;
  const isUnfinished =
    result !== null && findUnfinished(result, { ticked, made, isTaken }) !== null;
  const isKept = status !== "refused" && status !== "erased";
  const isLost = !isKept && made.length > 0;
  const question = useLeaveWarning(isLost || (hasBegun && isUnfinished), leavesFor);
  return (
    <LeaveDialog question={question} title={t("title")} stay={t("stay")} leave={t("leave")}>
      <p>{t(isLost ? "refused" : "kept")}</p>
    </LeaveDialog>
  );
}
