"use client";

import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { following, tryAgain } from "./selected-request-state";

/** What has ended the waiting, if anything has, and the way to begin again. */
export function Retry(): ReactNode {
  const t = useTranslations("request.form");
  const { failure } = useStore(following);
  return (
    <FailureNotice
      failure={failure}
      action={
        <Button icon={RefreshCw} onClick={tryAgain}>
          {t("retry")}
        </Button>
      }
    />
  );
}
