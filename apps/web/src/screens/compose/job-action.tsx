"use client";

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import type { Job } from "../../state/job";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { Actions } from "../../ui/page";
import { ProgressBar } from "../../ui/progress";

/** The button that starts a job; above it, its progress or failure. */
export function JobAction<Result>({
  job,
  icon,
  label,
  busyLabel,
  onStart,
}: Readonly<{
  job: Job<Result>;
  icon: LucideIcon;
  label: string;
  /** Names the progress. */
  busyLabel: string;
  onStart: () => void;
}>): ReactNode {
  const { isBusy, progress, failure } = useStore(job.store, "isBusy", "progress", "failure");
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={failure} />
      {progress !== null && (
        <ProgressBar
          label={busyLabel}
          {...progress}
          onCancel={() => {
            job.cancel();
          }}
        />
      )}
      <Actions>
        <Button kind="primary" icon={icon} busy={isBusy} onClick={onStart}>
          {label}
        </Button>
      </Actions>
    </div>
  );
}
