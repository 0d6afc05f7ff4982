import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { DigestTool } from "#/screens/tools/digest-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/digest">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsDigest");
  return { title: t("title"), description: t("lead") };
}

export default async function DigestPage({
  params,
}: PageProps<"/[lang]/tools/digest">): Promise<ReactNode> {
  return (
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "locking", "tools", "toolsDigest"]}
    >
      <DigestTool />
    </PageTexts>
  );
}
