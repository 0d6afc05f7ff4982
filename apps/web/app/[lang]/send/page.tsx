import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { SendByHand } from "#/screens/send-by-hand/send-by-hand";

export async function generateMetadata({ params }: PageProps<"/[lang]/send">): Promise<Metadata> {
  const t = translator(languageOf(await params), "send");
  return { title: t("title"), description: t("lead") };
}

export default async function SendPage({ params }: PageProps<"/[lang]/send">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["design", "locking", "send"]}>
      <SendByHand />
    </PageTexts>
  );
}
