import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { EncryptTool } from "#/screens/tools/encrypt-tool";

export async function generateMetadata({
  params,
}: PageProps<"/[lang]/tools/encrypt">): Promise<Metadata> {
  const t = translator(languageOf(await params), "toolsEncrypt");
  return { title: t("title"), description: t("lead") };
}

export default async function EncryptPage({
  params,
}: PageProps<"/[lang]/tools/encrypt">): Promise<ReactNode> {
  return (
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "locking", "passphrase", "tools", "toolsEncrypt"]}
    >
      <EncryptTool />
    </PageTexts>
  );
}
