import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { translator } from "#/i18n/translator";
import { NotFoundMessage } from "#/screens/not-found/not-found";

export async function generateMetadata({ params }: PageProps<"/[lang]/404">): Promise<Metadata> {
  const t = translator(languageOf(await params), "site");
  return { title: t("notFound.title"), robots: { index: false } };
}

/** The portal's server shows this for unknown addresses in this language. */
export default async function NotFoundPage({
  params,
}: PageProps<"/[lang]/404">): Promise<ReactNode> {
  return <NotFoundMessage language={languageOf(await params)} />;
}
