"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { PlainText } from "../../ui/plain-text";
import { SafetyWords } from "../../ui/safety-words";
import { Checkbox } from "../../ui/toggle";
import { answerState } from "./answer-state";
import type { AnswerableRequest } from "./answer-state";

/** The words to read to the person who asked, before anything is sent. */
export function WordsStep({ open }: Readonly<{ open: AnswerableRequest }>): ReactNode {
  const t = useTranslations("answer.words");
  const { link, step, areWordsCompared } = useStore(
    answerState,
    ...(["link", "step", "areWordsCompared"] as const),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step !== "words") return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);
  const name = link?.from ?? "";
  return (
    <section className="flex flex-col gap-3 wide:sticky wide:top-6 wide:pt-4">
      <h2 ref={heading} tabIndex={-1} className="text-title break-words outline-none">
        {name === ""
          ? t("titleUnnamed")
          : t.rich("title", { name: () => <PlainText text={name} /> })}
      </h2>
      <p className="max-w-lines">{t("when")}</p>
      <SafetyWords words={open.key.words} />
      {open.request.requireWords === true && (
        <Checkbox
          label={t("compared")}
          hint={t("required")}
          checked={areWordsCompared}
          onChange={(areWordsCompared) => {
            answerState.set({ areWordsCompared });
          }}
        />
      )}
    </section>
  );
}
