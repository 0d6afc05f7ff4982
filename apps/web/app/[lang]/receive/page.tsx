import type { Metadata } from "next";
import type { ReactNode } from "react";

import { Receive } from "../../../src/receive/receive";
import { languageOf } from "../../../src/texts/language";
import { PageTexts } from "../../../src/texts/page-texts";
import { translator } from "../../../src/texts/translator";

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
      <Receive />
    </PageTexts>
  );
}
