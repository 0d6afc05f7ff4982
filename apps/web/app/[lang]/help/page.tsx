import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { translator } from "#/i18n/translator";
import { Help } from "#/screens/help/help";

export async function generateMetadata({ params }: PageProps<"/[lang]/help">): Promise<Metadata> {
  return { title: translator(languageOf(await params), "help")("title") };
}

export default async function HelpPage({ params }: PageProps<"/[lang]/help">): Promise<ReactNode> {
  return <Help language={languageOf(await params)} />;
}
