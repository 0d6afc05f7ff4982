"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Page } from "../../ui/page";
import { AnswerForm } from "./answer-form";
import { answerState, readAddress, wipeAnswer } from "./answer-state";
import { LinkProblemView, LoadFailedView, UnsafeKeyView } from "./end-views";
import { SentView } from "./sent-view";
import { resetWithdrawal } from "./withdrawal";

/** Answers a request link. Made for a first visit in a hurry: one page, one button. */
export function AnswerLink(): ReactNode {
  useWipeOnLeave(wipe);
  useEffect(() => {
    readAddress();
    // Starts the worker while the request is loading.
    cryptoWorker();
    addEventListener("hashchange", readAddress);
    addEventListener("pageshow", readAddress);
    return () => {
      removeEventListener("hashchange", readAddress);
      removeEventListener("pageshow", readAddress);
    };
  }, []);
  return <CurrentStage />;
}

function wipe(): void {
  resetWithdrawal();
  wipeAnswer();
}

function CurrentStage(): ReactNode {
  const { stage } = useStore(answerState, "stage");
  switch (stage.name) {
    case "loading":
      return <Loading />;
    case "open":
      return <AnswerForm open={stage.open} />;
    case "sent":
      return <SentView sent={stage.sent} />;
    case "problem":
      return <LinkProblemView problem={stage.problem} />;
    case "unsafe":
      return <UnsafeKeyView failure={stage.failure} />;
    case "failed":
      return <LoadFailedView failure={stage.failure} />;
  }
}

function Loading(): ReactNode {
  const t = useTranslations("answer");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p role="status">{t("looking")}</p>
    </Page>
  );
}
