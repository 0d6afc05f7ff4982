import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { translator } from "#/i18n/translator";
import { Tools } from "#/screens/tools/tools";

export async function generateMetadata({ params }: PageProps<"/[lang]/tools">): Promise<Metadata> {
  const t = translator(languageOf(await params), "tools");
  return { title: t("title"), description: t("lead") };
}

export default async function ToolsPage({
  params,
}: PageProps<"/[lang]/tools">): Promise<ReactNode> {
  return <Tools language={languageOf(await params)} />;
}
