"use client";

import { RotateCw } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { FailureFacts } from "../../crypto/failure";
import { Button } from "../../ui/button";
import {
  Altered,
  Arrived,
  Cancelled,
  Collected,
  Expired,
  Failed as FailedDrawing,
} from "../../ui/drawings/request-states";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import type { NoticeKind } from "../../ui/notice";
import { Actions, Page } from "../../ui/page";
import { loadRequest } from "./answer-state";
import type { LinkProblem } from "./answer-state";
import { OwnLinkNotice } from "./own-link-notice";

const APPEARANCES: Readonly<Record<LinkProblem, { drawing: ReactNode; kind: NoticeKind }>> = {
  damaged: { drawing: <FailedDrawing />, kind: "care" },
  cancelled: { drawing: <Cancelled />, kind: "info" },
  expired: { drawing: <Expired />, kind: "info" },
  unknown: { drawing: <Expired />, kind: "info" },
  taken: { drawing: <Arrived />, kind: "info" },
  over: { drawing: <Collected />, kind: "info" },
  altered: { drawing: <Altered />, kind: "danger" },
  noRelay: { drawing: <FailedDrawing />, kind: "care" },
};

/** A link that can't be answered, for good: says why, that nothing was sent, and whom to ask. */
export function LinkProblemView({ problem }: Readonly<{ problem: LinkProblem }>): ReactNode {
  const t = useTranslations("answer.ends");
  const { drawing, kind } = APPEARANCES[problem];
  return (
    <Page title={t(`${problem}.title`)} lead={t(`${problem}.text`)} drawing={drawing}>
      <Notice kind={kind} live>
        <p>{t(`${problem}.next`)}</p>
      </Notice>
      {problem !== "altered" && <OwnLinkNotice />}
    </Page>
  );
}

/** The key belongs to the link, but it isn't safe to encrypt to. */
export function UnsafeKeyView({ failure }: Readonly<{ failure: FailureFacts }>): ReactNode {
  const t = useTranslations("answer");
  return (
    <Page title={t("unsafe")} drawing={<Altered />}>
      <FailureNotice failure={failure} />
    </Page>
  );
}

/** The request could not be loaded. Tries again when the device is online. */
export function LoadFailedView({ failure }: Readonly<{ failure: FailureFacts }>): ReactNode {
  const t = useTranslations("answer");
  useEffect(() => {
    const retry = (): void => void loadRequest();
    addEventListener("online", retry);
    return () => {
      removeEventListener("online", retry);
    };
  }, []);
  return (
    <Page title={t("failed")} drawing={<FailedDrawing />}>
      <FailureNotice failure={failure} />
      <Actions>
        <Button kind="primary" icon={RotateCw} onClick={() => void loadRequest()}>
          {t("again")}
        </Button>
      </Actions>
    </Page>
  );
}
