"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { Page } from "../../ui/page";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { AnswerForm } from "./answer-form";
import { answering, arrive, wipeAnswering } from "./answer-state";
import { Ended, Failed, Unsafe } from "./end-views";
import { SentAnswer } from "./sent-view";

/** The screen of somebody in a hurry, who was sent a link and has never been here. */
export function Answer(): ReactNode {
  useWipedOnLeaving(wipeAnswering);
  useEffect(() => {
    arrive();
    // Needed in a moment, whatever the relay says.
    cryptoWorker();
    addEventListener("hashchange", arrive);
    addEventListener("pageshow", arrive);
    return () => {
      removeEventListener("hashchange", arrive);
      removeEventListener("pageshow", arrive);
    };
  }, []);
  return <CurrentStage />;
}

function CurrentStage(): ReactNode {
  const { stage } = useStore(answering);
  switch (stage.name) {
    case "looking":
      return <Looking />;
    case "open":
      return <AnswerForm open={stage.open} />;
    case "sent":
      return <SentAnswer sent={stage.sent} />;
    case "end":
      return <Ended end={stage.end} />;
    case "unsafe":
      return <Unsafe failure={stage.failure} />;
    case "failed":
      return <Failed failure={stage.failure} />;
  }
}

function Looking(): ReactNode {
  const t = useTranslations("answer");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p role="status">{t("looking")}</p>
    </Page>
  );
}
