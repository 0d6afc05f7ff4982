"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNotice } from "../../ui/failure-notice";
import { cancelRequest, selectedRequest } from "./selected-request-state";

/** Cancels a request, after the person has confirmed it. */
export function CancelRequest(): ReactNode {
  const t = useTranslations("request.cancel");
  const { isConfirmingCancel, action, actionFailure } = useStore(
    selectedRequest,
    "isConfirmingCancel",
    "action",
    "actionFailure",
  );
  const ask = (asks: boolean) => (): void => {
    selectedRequest.set({ isConfirmingCancel: asks });
  };
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={actionFailure} />
      <Button
        kind="quietDanger"
        icon={Trash2}
        busy={action === "cancel"}
        className="self-start"
        onClick={ask(true)}
      >
        {t("action")}
      </Button>
      <Dialog
        open={isConfirmingCancel}
        onClose={ask(false)}
        title={t("title")}
        actions={
          <>
            <Button onClick={ask(false)}>{t("keep")}</Button>
            <Button kind="danger" icon={Trash2} onClick={() => void cancelRequest()}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <p>{t("text")}</p>
      </Dialog>
    </div>
  );
}
