import type { Metadata } from "next";
import type { ReactNode } from "react";

import { Mfa } from "../../../src/mfa/mfa";
import { languageOf } from "../../../src/texts/language";
import { translator } from "../../../src/texts/translator";

export async function generateMetadata({ params }: PageProps<"/[lang]/mfa">): Promise<Metadata> {
  return { title: translator(languageOf(await params), "mfa")("title") };
}

export default async function MfaPage({ params }: PageProps<"/[lang]/mfa">): Promise<ReactNode> {
  return <Mfa language={languageOf(await params)} />;
}
