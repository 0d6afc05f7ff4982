import type { ReactNode } from "react";

import { languageOf } from "#/i18n/language";
import { Home } from "#/screens/home/home";

export default async function HomePage({ params }: PageProps<"/[lang]">): Promise<ReactNode> {
  return <Home language={languageOf(await params)} />;
}
