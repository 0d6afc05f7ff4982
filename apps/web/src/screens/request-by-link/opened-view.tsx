"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { FailureNotice } from "../../ui/failure-notice";
import { Opened } from "../opened-credential/opened-content";
import { useStore } from "../../state/store";
import { eraseArrived, following, opening } from "./selected-request-state";
import { hasEnded } from "./request-status";

/** What was in the box, and the word that it is saved. */
export function OpenedView(): ReactNode {
  const t = useTranslations("request.opened");
  const { isForAnother } = useStore(following);
  return (
    <>
      {isForAnother && (
        <Notice kind="danger" title={t("forAnother")} live>
          {t("forAnotherText")}
        </Notice>
      )}
      <Opened opening={opening} confirm={t("confirm")} end={<Saved />} />
    </>
  );
}

/** Says the consequence before the act; a failure of the act costs nothing. */
function Saved(): ReactNode {
  const t = useTranslations("request.opened.saved");
  const { request, acting, actFailure } = useStore(following);
  const { result } = useStore(opening.work.store);
  if (request === undefined || request === null || hasEnded(request)) {
    return <Notice kind="info">{t("gone")}</Notice>;
  }
  return (
    <Section title={t("title")}>
      <p className="max-w-lines">{t(result?.kind === "file" ? "file" : "text")}</p>
      <FailureNotice failure={actFailure} />
      <Actions>
        <Button
          kind="primary"
          icon={CircleCheck}
          busy={acting === "erase"}
          onClick={() => void eraseArrived()}
        >
          {t("action")}
        </Button>
      </Actions>
    </Section>
  );
}
