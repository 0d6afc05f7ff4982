import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { AnswerLink } from "#/screens/answer-link/answer-link";

export async function generateMetadata({ params }: PageProps<"/[lang]/s">): Promise<Metadata> {
  const t = translator(languageOf(await params), "answer");
  return { title: t("title"), description: t("lead"), robots: { index: false, follow: false } };
}

/** One page for all request links. The screen reads the ID from the address. */
export default async function AnswerPage({ params }: PageProps<"/[lang]/s">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["answer", "design", "locking", "send"]}>
      <AnswerLink />
    </PageTexts>
  );
}
