import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "../../../../src/texts/language";
import { PageTexts } from "../../../../src/texts/page-texts";
import { translator } from "../../../../src/texts/translator";
import { EncryptTool } from "../../../../src/tools/encrypt-tool";

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
