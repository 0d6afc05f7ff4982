import type { Metadata } from "next";
import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { translator } from "#/i18n/translator";
import { Mfa } from "#/screens/mfa/mfa";

export async function generateMetadata({ params }: PageProps<"/[lang]/mfa">): Promise<Metadata> {
  return { title: translator(languageOf(await params), "mfa")("title") };
}

export default async function MfaPage({ params }: PageProps<"/[lang]/mfa">): Promise<ReactNode> {
  return <Mfa language={languageOf(await params)} />;
}
