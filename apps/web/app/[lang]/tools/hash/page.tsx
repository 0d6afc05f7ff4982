import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "../../../../src/texts/language";
import { PageTexts } from "../../../../src/texts/page-texts";
import { translator } from "../../../../src/texts/translator";
import { HashTool } from "../../../../src/tools/hash-tool";

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
