import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { HashTool } from "#/screens/tools/hash-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/hash">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsHash");
  return { title: t("title"), description: t("lead") };
}

export default async function HashPage({
  params,
}: PageProps<"/[lang]/tools/hash">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["design", "tools", "toolsHash"]}>
      <HashTool />
    </PageTexts>
  );
}
