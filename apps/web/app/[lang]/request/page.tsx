import type { Metadata } from "next";
import type { ReactNode } from "react";

import { RequestByLink } from "../../../src/screens/request-by-link/request-by-link";
import { languageOf } from "../../../src/i18n/language";
import { PageTexts } from "../../../src/i18n/page-texts";
import { translator } from "../../../src/i18n/translator";

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
    <PageTexts language={languageOf(await params)} groups={["design", "open", "request"]}>
      <RequestByLink />
    </PageTexts>
  );
}
