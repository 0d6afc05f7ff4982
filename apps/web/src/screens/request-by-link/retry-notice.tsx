"use client";

import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { retryRequest, selectedRequest } from "./selected-request-state";

/** The failure that ended the waiting, if any, with a button to try again. */
export function RetryNotice(): ReactNode {
  const t = useTranslations("request.form");
  const { failure } = useStore(selectedRequest, "failure");
  return (
    <FailureNotice
      failure={failure}
      action={
        <Button icon={RefreshCw} onClick={retryRequest}>
          {t("retry")}
        </Button>
      }
    />
  );
}
