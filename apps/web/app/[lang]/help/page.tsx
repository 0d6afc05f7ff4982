import type { Metadata } from "next";
import type { ReactNode } from "react";

import { Help } from "../../../src/screens/help/help";
import { languageOf } from "../../../src/i18n/language";
import { translator } from "../../../src/i18n/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/help">): Promise<Metadata> {
  return { title: translator(languageOf(await params), "help")("title") };
}

export default async function HelpPage({ params }: PageProps<"/[lang]/help">): Promise<ReactNode> {
  return <Help language={languageOf(await params)} />;
}
