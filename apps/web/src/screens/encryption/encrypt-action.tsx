"use client";

import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { Actions } from "../../ui/page";
import { ProgressBar } from "../../ui/progress";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import type { Work } from "../../state/work";

/** The button that locks; above it, how far that is, or why it could not be. */
export function LockAction<Result>({
  locking,
  label,
  onLock,
}: Readonly<{ locking: Work<Result>; label: string; onLock: () => void }>): ReactNode {
  const t = useTranslations("locking");
  const { isBusy, progress, failure } = useStore(locking.store);
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={failure} />
      {progress !== null && (
        <ProgressBar
          label={t("busy")}
          {...progress}
          onCancel={() => {
            locking.cancel();
          }}
        />
      )}
      <Actions>
        <Button kind="primary" icon={LockKeyhole} busy={isBusy} onClick={onLock}>
          {label}
        </Button>
      </Actions>
    </div>
  );
}
