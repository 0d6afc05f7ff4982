import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { GenerateTool } from "#/screens/tools/generate-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/generate">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsGenerate");
  return { title: t("title"), description: t("lead") };
}

export default async function GeneratePage({
  params,
}: PageProps<"/[lang]/tools/generate">): Promise<ReactNode> {
  return (
    <PageTexts language={languageOf(await params)} groups={["design", "tools", "toolsGenerate"]}>
      <GenerateTool />
    </PageTexts>
  );
}
