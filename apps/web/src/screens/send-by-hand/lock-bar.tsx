"use client";

import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { IntoView } from "../../ui/into-view";
import { ProgressBar } from "../../ui/progress";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { encryptDraft, sendJob, sendRecipients } from "./send-state";

/** The button that encrypts, in view wherever the person is in the form, with its progress. */
export function LockBar(): ReactNode {
  const t = useTranslations("send");
  const tLocking = useTranslations("locking");
  const { list } = useStore(sendRecipients.store, "list");
  const { isBusy, progress } = useStore(sendJob.store, "isBusy", "progress");
  return (
    <ActionBar>
      {progress !== null && (
        <ProgressBar
          label={tLocking("busy")}
          {...progress}
          onCancel={() => {
            sendJob.cancel();
          }}
        />
      )}
      <Button
        kind="primary"
        icon={LockKeyhole}
        busy={isBusy}
        onClick={() => {
          if (encryptDraft() !== null) focusFirstInvalid();
        }}
      >
        {t("lock", { count: list.length })}
      </Button>
    </ActionBar>
  );
}

/** Why nothing was encrypted, scrolled into view: the button may be far from it. */
export function LockFailure(): ReactNode {
  const { failure } = useStore(sendJob.store, "failure");
  if (failure === null) return null;
  return (
    <IntoView>
      <FailureNotice failure={failure} />
    </IntoView>
  );
}
