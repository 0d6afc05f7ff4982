"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { SafetyWordLists } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { PlainText } from "../../ui/plain-text";
import { SafetyWords } from "../../ui/safety-words";
import { answerState } from "./answer-state";

/** Who asks and what for, and the safety words to check it by phone. */
export function Requester({ words }: Readonly<{ words: SafetyWordLists }>): ReactNode {
  const t = useTranslations("answer.words");
  return (
    // Close together, so that a phone shows both without scrolling.
    <div className="flex flex-col gap-5">
      <Claims />
      <section className="flex flex-col gap-3">
        <h2 className="text-title">{t("title")}</h2>
        <p className="max-w-lines">{t("when")}</p>
        <SafetyWords words={words} />
      </section>
    </div>
  );
}

/** The labels of the link, marked as unverified, and shown as text only. */
function Claims(): ReactNode {
  const t = useTranslations("answer.asking");
  const { link } = useStore(answerState, "link");
  const claims = (["from", "for"] as const)
    .map((name) => ({ name, value: link?.[name] ?? "" }))
    .filter(({ value }) => value !== "");
  if (claims.length === 0) return <p className="max-w-lines">{t("unsaid")}</p>;
  return (
    <div className="flex flex-col gap-2 rounded-card border border-line bg-sheet p-4 shadow-soft">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
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
