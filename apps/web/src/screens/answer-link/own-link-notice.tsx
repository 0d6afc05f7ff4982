"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { LinkButton } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useStore } from "../../state/store";
import { answering } from "./answer-state";

/** For whoever has tried their own link: it is for the other person, and the answer is elsewhere. */
export function OwnLink(): ReactNode {
  const t = useTranslations("answer.own");
  const language = useLocale();
  const { isOwn, link } = useStore(answering);
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
