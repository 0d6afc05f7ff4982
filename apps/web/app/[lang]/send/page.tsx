import type { Metadata } from "next";
import type { ReactNode } from "react";

import { Send } from "../../../src/send/send";
import { languageOf } from "../../../src/texts/language";
import { PageTexts } from "../../../src/texts/page-texts";
import { translator } from "../../../src/texts/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/send">): Promise<Metadata> {
  const t = translator(languageOf(await params), "send");
  return { title: t("title"), description: t("lead") };
}

export default async function SendPage({ params }: PageProps<"/[lang]/send">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["design", "locking", "send"]}>
      <Send />
    </PageTexts>
  );
}
