"use client";

import { RotateCw } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { FailureFacts } from "../../crypto/failure";
import { Button } from "../../ui/button";
import { Altered, Arrived, Collected, Expired, Failed as Broken } from "../../ui/drawings/states";
import { Notice } from "../../ui/notice";
import type { NoticeKind } from "../../ui/notice";
import { Actions, Page } from "../../ui/page";
import { FailureNotice } from "../../ui/failure-notice";
import { look } from "./answer-state";
import type { End } from "./answer-state";
import { OwnLink } from "./own-link-notice";

/** Links that are not answered: each says what it is, that nothing was sent, and whom to turn to. */

const LOOKS: Readonly<Record<End, { drawing: ReactNode; kind: NoticeKind }>> = {
  damaged: { drawing: <Broken />, kind: "care" },
  unknown: { drawing: <Expired />, kind: "info" },
  taken: { drawing: <Arrived />, kind: "info" },
  over: { drawing: <Collected />, kind: "info" },
  altered: { drawing: <Altered />, kind: "danger" },
  noRelay: { drawing: <Broken />, kind: "care" },
};

/** There is nothing to try again: none of it passes. */
export function Ended({ end }: Readonly<{ end: End }>): ReactNode {
  const t = useTranslations("answer.ends");
  const { drawing, kind } = LOOKS[end];
  return (
    <Page title={t(`${end}.title`)} lead={t(`${end}.text`)} drawing={drawing}>
      <Notice kind={kind} live>
        <p>{t(`${end}.next`)}</p>
      </Notice>
      {end !== "altered" && <OwnLink />}
    </Page>
  );
}

/** The key is the one of the link, and still none to lock anything with. */
export function Unsafe({ failure }: Readonly<{ failure: FailureFacts }>): ReactNode {
  const t = useTranslations("answer");
  return (
    <Page title={t("unsafe")} drawing={<Altered />}>
      <FailureNotice failure={failure} />
    </Page>
  );
}

/** The link could not be looked at: nothing is known of it yet. */
export function Failed({ failure }: Readonly<{ failure: FailureFacts }>): ReactNode {
  const t = useTranslations("answer");
  useEffect(() => {
    const again = (): void => void look();
    addEventListener("online", again);
    return () => {
      removeEventListener("online", again);
    };
  }, []);
  return (
    <Page title={t("failed")} drawing={<Broken />}>
      <FailureNotice failure={failure} />
      <Actions>
        <Button kind="primary" icon={RotateCw} onClick={() => void look()}>
          {t("again")}
        </Button>
      </Actions>
    </Page>
  );
}
