import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

import "#/ui/globals.css";

export const metadata: Metadata = {
  title: "PCT",
  referrer: "no-referrer",
  icons: {
    icon: { url: "/icons/padlock.svg", type: "image/svg+xml" },
    apple: "/icons/apple-touch-180.png",
  },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#161e28" },
  ],
};

/** `<html>` is in the layout below, where the language is known. */
export default function RootLayout({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return children;
}
