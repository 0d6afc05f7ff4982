"use client";

import { ArrowRight, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import type { Ending } from "../opened-credential/erase-section";
import { OpenedContent } from "../opened-credential/opened-content";
import { hasEnded } from "./request-status";
import { leavesRequest } from "./selected-id";
import {
  deliverySession,
  retryRequest,
  selectedRequest,
  startErasing,
} from "./selected-request-state";

/** The decrypted delivery, and the button that confirms that it's saved. */
export function OpenedView(): ReactNode {
  const t = useTranslations("request.opened");
  const { isForAnother } = useStore(selectedRequest, "isForAnother");
  const ending = useEnding();
  return (
    <>
      {isForAnother && (
        <Notice kind="danger" title={t("forAnother")} live>
          {t("forAnotherText")}
        </Notice>
      )}
      <OpenedContent
        session={deliverySession}
        confirm={t("confirm")}
        ending={ending}
        isTitled
        leavesFor={leavesRequest}
      />
    </>
  );
}

/** Confirms that the credential is saved, which erases it from the relay. */
function useEnding(): Ending {
  const t = useTranslations("request.opened.saved");
  const { request, action, actionFailure } = useStore(
    selectedRequest,
    "request",
    "action",
    "actionFailure",
  );
  const { result } = useStore(deliverySession.job.store, "result");
  const isGone = request === undefined || request === null || hasEnded(request);
  return {
    title: t("title"),
    text: t(result?.kind === "file" ? "file" : "text"),
    action: t("action"),
    isBusy: action === "erase",
    failure: actionFailure,
    next: <NextStep />,
    gone: isGone ? t("gone") : null,
    erase: startErasing,
  };
}

/** Leads on after the sender has taken the answer back. What was made with it stays in this browser. */
function NextStep(): ReactNode {
  const t = useTranslations("request.opened.saved");
  const { actionFailure } = useStore(selectedRequest, "actionFailure");
  switch (actionFailure?.code) {
    case "not-delivered":
      return (
        <Button kind="primary" icon={Hourglass} onClick={retryRequest}>
          {t("wait")}
        </Button>
      );
    case "delivery-changed":
      return (
        <Button kind="primary" icon={ArrowRight} onClick={retryRequest}>
          {t("see")}
        </Button>
      );
    default:
      return null;
  }
}
