import type { ReactNode } from "react";

import { Home } from "../../src/screens/home/home";
import { languageOf } from "../../src/i18n/language";

export default async function HomePage({ params }: PageProps<"/[lang]">): Promise<ReactNode> {
  return <Home language={languageOf(await params)} />;
}
