"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { SafetyWordLists } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { PlainText } from "../../ui/plain-text";
import { SafetyWords } from "../../ui/safety-words";
import { answerState } from "./answer-state";

/** The words to read to the person who asked, before anything is sent. */
export function WordsStep({ words }: Readonly<{ words: SafetyWordLists }>): ReactNode {
  const t = useTranslations("answer.words");
  const { link, step } = useStore(answerState, "link", "step");
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
      <SafetyWords words={words} />
    </section>
  );
}
