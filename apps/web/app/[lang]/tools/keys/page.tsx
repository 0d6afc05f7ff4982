import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "../../../../src/texts/language";
import { PageTexts } from "../../../../src/texts/page-texts";
import { translator } from "../../../../src/texts/translator";
import { KeysTool } from "../../../../src/tools/keys-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/keys">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsKeys");
  return { title: t("title"), description: t("lead") };
}

export default async function KeysPage({
  params,
}: PageProps<"/[lang]/tools/keys">): Promise<ReactNode> {
  return (
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "passphrase", "tools", "toolsKeys"]}
    >
      <KeysTool />
    </PageTexts>
  );
}
