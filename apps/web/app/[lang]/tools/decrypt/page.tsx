import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { DecryptTool } from "#/screens/tools/decrypt-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/decrypt">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsDecrypt");
  return { title: t("title"), description: t("lead") };
}

export default async function DecryptPage({
  params,
}: PageProps<"/[lang]/tools/decrypt">): Promise<ReactNode> {
  return (
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "open", "passphrase", "tools", "toolsDecrypt"]}
    >
      <DecryptTool />
    </PageTexts>
  );
}
