"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { RequestId } from "../../crypto/interface/requests";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { forgetRequest } from "./request-list-state";
import { selectRequest } from "./selected-id";
import { deliverySession } from "./selected-request-state";

/** Removes a request from this browser with its key, after the person has confirmed it. */
export function RemoveRequest({ id }: Readonly<{ id: RequestId }>): ReactNode {
  const t = useTranslations("request.remove");
  const { made } = useStore(deliverySession.progress.store, "made");
  const [isConfirming, setIsConfirming] = useState(false);
  const remove = async (): Promise<void> => {
    await forgetRequest(id);
    selectRequest("");
  };
  // The password that was made with it is erased first, by its own button.
  if (made.length > 0) return null;
  return (
    <div>
      <Button
        kind="quietDanger"
        className="self-start"
        icon={Trash2}
        onClick={() => {
          setIsConfirming(true);
        }}
      >
        {t("action")}
      </Button>
      <Dialog
        open={isConfirming}
        onClose={() => {
          setIsConfirming(false);
        }}
        title={t("title")}
        actions={
          <>
            <Button
              onClick={() => {
                setIsConfirming(false);
              }}
            >
              {t("keep")}
            </Button>
            <Button kind="danger" icon={Trash2} onClick={() => void remove()}>
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
