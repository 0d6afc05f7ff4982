"use client";

import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { Job } from "../../state/job";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { Actions } from "../../ui/page";
import { ProgressBar } from "../../ui/progress";

/** The button that encrypts; above it, the progress or the failure. */
export function EncryptAction<Result>({
  job,
  label,
  onEncrypt,
}: Readonly<{ job: Job<Result>; label: string; onEncrypt: () => void }>): ReactNode {
  const t = useTranslations("locking");
  const { isBusy, progress, failure } = useStore(job.store, "isBusy", "progress", "failure");
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={failure} />
      {progress !== null && (
        <ProgressBar
          label={t("busy")}
          {...progress}
          onCancel={() => {
            job.cancel();
          }}
        />
      )}
      <Actions>
        <Button kind="primary" icon={LockKeyhole} busy={isBusy} onClick={onEncrypt}>
          {label}
        </Button>
      </Actions>
    </div>
  );
}
