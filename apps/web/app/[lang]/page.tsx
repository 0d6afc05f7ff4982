import type { ReactNode } from "react";

import { Home } from "../../src/home/home";
import { languageOf } from "../../src/texts/language";

export default async function HomePage({ params }: PageProps<"/[lang]">): Promise<ReactNode> {
  return <Home language={languageOf(await params)} />;
}
