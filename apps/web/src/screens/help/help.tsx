import type { Language } from "@pct/messages/portal";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { translator } from "../../i18n/translator";
import { LinkButton } from "../../ui/button";
import { Page, Section } from "../../ui/page";

/** Questions, the most frequent first. */
const QUESTIONS = [
  "what",
  "server",
  "trust",
  "link",
  "words",
  "sender",
  "keep",
  "cli",
  "offline",
] as const;

/** Problems, the most frequent first. */
const FAILURES = [
  "other",
  "wrongBrowser",
  "expired",
  "lostKey",
  "passphrase",
  "damaged",
  "notMine",
  "sentWrong",
  "browser",
] as const;

/** Questions and answers, and what to do about problems. */
export function Help({ language }: Readonly<{ language: Language }>): ReactNode {
  const t = translator(language, "help");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Section title={t("questions.title")} id="questions">
        {QUESTIONS.map((key) => (
          <Question key={key} question={t(`questions.${key}.question`)}>
            {t(`questions.${key}.answer`)}
          </Question>
        ))}
      </Section>
      <Section title={t("failures.title")} id="failures">
        {FAILURES.map((key) => (
          <Question key={key} question={t(`failures.${key}.question`)}>
            {t(`failures.${key}.answer`)}
          </Question>
        ))}
      </Section>
      <Section title={t("more.title")}>
        <div className="flex flex-col gap-3 tablet:flex-row tablet:flex-wrap">
          <LinkButton href={`/${language}/request/`}>{t("more.receive")}</LinkButton>
          <LinkButton href={`/${language}/send/`}>{t("more.send")}</LinkButton>
          <LinkButton href={`/${language}/mfa/`}>{t("more.mfa")}</LinkButton>
        </div>
      </Section>
    </Page>
  );
}

/** A question whose answer unfolds. */
function Question({
  question,
  children,
}: Readonly<{ question: string; children: ReactNode }>): ReactNode {
  return (
    <details className="group rounded-card border border-line bg-sheet px-4">
      <summary className="flex min-h-12 items-center justify-between gap-3 py-2 font-semibold">
        {question}
        <ChevronDown
          aria-hidden
          className="size-5 shrink-0 transition-transform duration-150 group-open:rotate-180 motion-reduce:transition-none"
        />
      </summary>
      <p className="max-w-lines pb-4">{children}</p>
    </details>
  );
}
