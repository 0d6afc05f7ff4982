import type { Metadata } from "next";
import type { ReactNode } from "react";

import { NotFoundMessage } from "#/screens/not-found/not-found";
import { fontClasses } from "#/ui/fonts";

export const metadata: Metadata = { title: "404" };

/** In both languages: the address does not tell which one the person reads. */
export default function NotFound(): ReactNode {
  return (
    <html lang="es" className={fontClasses}>
      <body>
        <main className="mx-auto flex max-w-column flex-col gap-12 px-4 py-16">
          <NotFoundMessage language="es" />
          <NotFoundMessage language="en" heading="h2" />
        </main>
      </body>
    </html>
  );
}
