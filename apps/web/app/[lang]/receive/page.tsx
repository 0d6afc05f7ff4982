import type { Metadata } from "next";
import type { ReactNode } from "react";

import { ReceiveByHand } from "../../../src/screens/receive-by-hand/receive-by-hand";
import { languageOf } from "../../../src/i18n/language";
import { PageTexts } from "../../../src/i18n/page-texts";
import { translator } from "../../../src/i18n/translator";

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
