"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { PlainText } from "../../ui/plain-text";
import { answerState } from "./answer-state";

/** The labels of the link: who asks and what for. Marked as unverified, and shown as text only. */
export function Claims(): ReactNode {
  const t = useTranslations("answer.asking");
  const { link } = useStore(answerState, "link");
  const claims = (["from", "for"] as const)
    .map((name) => ({ name, value: link?.[name] ?? "" }))
    .filter(({ value }) => value !== "");
  if (claims.length === 0) return <p className="max-w-lines">{t("unsaid")}</p>;
  return (
    <div className="flex flex-col gap-1 rounded-card border border-line bg-sheet px-4 py-3 shadow-soft">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4">
        {claims.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-soft">{t(name)}</dt>
            <dd className="min-w-0 font-semibold break-words">
              <PlainText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-soft">{t("written")}</p>
    </div>
  );
}
