"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { OpenedContent } from "../opened-credential/opened-content";
import { hasEnded } from "./request-status";
import { acknowledgeDelivery, deliverySession, selectedRequest } from "./selected-request-state";

/** The decrypted delivery, and the button that confirms that it's saved. */
export function OpenedView(): ReactNode {
  const t = useTranslations("request.opened");
  const { isForAnother } = useStore(selectedRequest, "isForAnother");
  return (
    <>
      {isForAnother && (
        <Notice kind="danger" title={t("forAnother")} live>
          {t("forAnotherText")}
        </Notice>
      )}
      <OpenedContent session={deliverySession} confirm={t("confirm")} end={<SavedSection />} />
    </>
  );
}

/** Confirms that the credential is saved, which erases it from the relay. */
function SavedSection(): ReactNode {
  const t = useTranslations("request.opened.saved");
  const { request, action, actionFailure } = useStore(
    selectedRequest,
    "request",
    "action",
    "actionFailure",
  );
  const { result } = useStore(deliverySession.job.store, "result");
  if (request === undefined || request === null || hasEnded(request)) {
    return <Notice kind="info">{t("gone")}</Notice>;
  }
  return (
    <Section title={t("title")}>
      <p className="max-w-lines">{t(result?.kind === "file" ? "file" : "text")}</p>
      <FailureNotice failure={actionFailure} />
      <Actions>
        <Button
          kind="primary"
          icon={CircleCheck}
          busy={action === "erase"}
          onClick={() => void acknowledgeDelivery()}
        >
          {t("action")}
        </Button>
      </Actions>
    </Section>
  );
}
