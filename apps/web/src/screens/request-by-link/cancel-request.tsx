"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { cancel, following } from "./selected-request-state";

/** Ends a request before anything was received, once the person knows what that means. */
export function CancelRequest(): ReactNode {
  const t = useTranslations("request.cancel");
  const { asksToCancel, acting, actFailure } = useStore(following);
  const ask = (asks: boolean) => (): void => {
    following.set({ asksToCancel: asks });
  };
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={actFailure} />
      <Button
        kind="quiet"
        icon={Trash2}
        busy={acting === "cancel"}
        className="self-start"
        onClick={ask(true)}
      >
        {t("action")}
      </Button>
      <Dialog
        open={asksToCancel}
        onClose={ask(false)}
        title={t("title")}
        actions={
          <>
            <Button onClick={ask(false)}>{t("keep")}</Button>
            <Button kind="danger" icon={Trash2} onClick={() => void cancel()}>
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
