import type { Metadata } from "next";
import type { ReactNode } from "react";

import { RequestScreen } from "../../../src/request/request";
import { languageOf } from "../../../src/texts/language";
import { PageTexts } from "../../../src/texts/page-texts";
import { translator } from "../../../src/texts/translator";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/request">): Promise<Metadata> {
  const t = translator(languageOf(await params), "request");
  return { title: t("title"), description: t("lead") };
}

export default async function RequestPage({
  params,
}: PageProps<"/[lang]/request">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["design", "open", "request"]}>
      <RequestScreen />
    </PageTexts>
  );
}
