import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { KeysTool } from "#/screens/tools/keys-tool";

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
