"use client";

import { dateTime } from "@pct/messages/date-time";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Arrived } from "../../ui/drawings/request-states";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { StatePanel } from "../../ui/state-panel";
import { CancelRequest } from "./cancel-request";
import { RequestDetails } from "./request-details";
import { deliverySession, openDelivery, selectedRequest } from "./selected-request-state";

/** The delivery has arrived. It's decrypted on request: the person knows who else sees the screen. */
export function ArrivedView(): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const { request } = useStore(selectedRequest, "request");
  const { isBusy, failure } = useStore(deliverySession.job.store, "isBusy", "failure");
  if (request === undefined || request === null) return null;
  return (
    <>
      <StatePanel
        drawing={<Arrived />}
        title={t("arrived.box")}
        action={
          <Button kind="primary" icon={KeyRound} busy={isBusy} onClick={() => void openDelivery()}>
            {t("arrived.action")}
          </Button>
        }
      >
        <p role="status">{isBusy ? t("arrived.opening") : t("arrived.text")}</p>
      </StatePanel>
      <Resumed />
      <FailureNotice failure={failure} />
      <p className="max-w-lines text-small text-soft">
        {t("arrived.until", dateTime(language, request.expiresAt))}
      </p>
      <CancelRequest />
      <RequestDetails request={request} />
    </>
  );
}

/** Says that what the person made at an earlier opening is still here. */
function Resumed(): ReactNode {
  const t = useTranslations("request.arrived");
  const { ticked, made } = useStore(deliverySession.progress.store, "ticked", "made");
  if (ticked.size === 0 && made.length === 0) return null;
  return <Notice kind="info">{t(made.length > 0 ? "resumedPassword" : "resumed")}</Notice>;
}
