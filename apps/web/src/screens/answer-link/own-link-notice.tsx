"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { LinkButton } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { answerState } from "./answer-state";

/** For a requester who opened their own link: points to the page where the answer arrives. */
export function OwnLinkNotice(): ReactNode {
  const t = useTranslations("answer.own");
  const language = useLocale();
  const { isOwn, link } = useStore(answerState, "isOwn", "link");
  if (!isOwn || link === null) return null;
  return (
    <Notice
      kind="info"
      title={t("title")}
      action={<LinkButton href={`/${language}/request/#${link.id}`}>{t("action")}</LinkButton>}
    >
      <p>{t("text")}</p>
    </Notice>
  );
}
