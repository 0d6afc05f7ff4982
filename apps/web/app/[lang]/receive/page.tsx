import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { ReceiveByHand } from "#/screens/receive-by-hand/receive-by-hand";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/receive">): Promise<Metadata> {
  const t = translator(languageOf(await params), "receive");
  return { title: t("title"), description: t("lead") };
}

export default async function ReceivePage({
  params,
}: PageProps<"/[lang]/receive">): Promise<ReactNode> {
  return (
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "open", "passphrase", "receive"]}
    >
      <ReceiveByHand />
    </PageTexts>
  );
}
