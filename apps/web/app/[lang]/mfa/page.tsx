import type { Metadata } from "next";
import type { ReactNode } from "react";

import { Mfa } from "../../../src/screens/mfa/mfa";
import { languageOf } from "../../../src/i18n/language";
import { translator } from "../../../src/i18n/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/mfa">): Promise<Metadata> {
  return { title: translator(languageOf(await params), "mfa")("title") };
}

export default async function MfaPage({ params }: PageProps<"/[lang]/mfa">): Promise<ReactNode> {
  return <Mfa language={languageOf(await params)} />;
}
