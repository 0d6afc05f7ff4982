import type { Metadata } from "next";
import type { ReactNode } from "react";

import { AnswerLink } from "../../../src/screens/answer-link/answer-link";
import { languageOf } from "../../../src/i18n/language";
import { PageTexts } from "../../../src/i18n/page-texts";
import { translator } from "../../../src/i18n/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/s">): Promise<Metadata> {
  const t = translator(languageOf(await params), "answer");
  return { title: t("title"), description: t("lead"), robots: { index: false, follow: false } };
}

/** One page for every link: which one it is, it reads from its address. */
export default async function AnswerPage({ params }: PageProps<"/[lang]/s">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["answer", "design", "locking", "send"]}>
      <AnswerLink />
    </PageTexts>
  );
}
