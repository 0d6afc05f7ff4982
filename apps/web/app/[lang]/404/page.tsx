import type { Metadata } from "next";
import type { ReactNode } from "react";

import { NotFoundMessage } from "../../../src/screens/not-found/not-found";
import { languageOf } from "../../../src/i18n/language";
import { translator } from "../../../src/i18n/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/404">): Promise<Metadata> {
  const t = translator(languageOf(await params), "site");
  return { title: t("notFound.title"), robots: { index: false } };
}

/** What our server shows where an address in this language leads nowhere. */
export default async function NotFoundPage({
  params,
}: PageProps<"/[lang]/404">): Promise<ReactNode> {
  return <NotFoundMessage language={languageOf(await params)} />;
}
