import localFont from "next/font/local";

/*
 * Atkinson Hyperlegible distinguishes `0 O`, `1 l I` and `5 S`, which helps people who copy a password
 * from a screen. Each font is split in two: every page preloads the Latin subset, and the browser loads
 * the extended subset when a text contains one of its letters. Next adds a fallback with the same
 * metrics, so the layout does not shift when the font arrives. Next evaluates these arguments at compile
 * time, so they must be literals.
 */
const text = localFont({
  src: "../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-text",
});

const textExtended = localFont({
  src: "../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-text-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0",
    },
  ],
});

const code = localFont({
  src: "../../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-code",
  preload: false,
  adjustFontFallback: false,
});

const codeExtended = localFont({
  src: "../../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-ext-wght-normal.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-code-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0",
    },
  ],
});

/** Classes for `<html>` that define the font variables of globals.css. */
export const fontClasses: string = [text, textExtended, code, codeExtended]
  .map(({ variable }) => variable)
  .join(" ");
