"use client";

import type { ReactNode } from "react";

import type { LeaveQuestion } from "../state/leave-warning";
import { Button } from "./button";
import { Dialog } from "./dialog";

/** The question of `useLeaveWarning`: what leaving ends, and what stays. */
export function LeaveDialog({
  question,
  title,
  stay,
  leave,
  children,
}: Readonly<{
  question: LeaveQuestion;
  title: string;
  stay: string;
  leave: string;
  children: ReactNode;
}>): ReactNode {
  return (
    <Dialog
      open={question.isAsking}
      onClose={question.stay}
      title={title}
      actions={
        <>
          <Button onClick={question.stay}>{stay}</Button>
          <Button kind="danger" onClick={question.leave}>
            {leave}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
