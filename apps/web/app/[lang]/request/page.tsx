import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { PageTexts } from "#/i18n/page-texts";
import { translator } from "#/i18n/translator";
import { RequestByLink } from "#/screens/request-by-link/request-by-link";

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
    <PageTexts
      language={languageOf(await params)}
      groups={["design", "open", "passphrase", "request"]}
    >
      <RequestByLink />
    </PageTexts>
  );
}
