import { partsForScreen } from "@pct/delivery/safe-text";
import type { ReactNode } from "react";

/** A text that may come from strangers: what a screen would hide or obey is shown as framed escapes. */
export function PlainText({ text }: Readonly<{ text: string }>): ReactNode {
  return partsForScreen(text).map((part, index) =>
    part.isEscape ? <HiddenCharacter key={index}>{part.text}</HiddenCharacter> : part.text,
  );
}

/** The escape of an invisible character, told apart from the same letters in the text by its frame. */
export function HiddenCharacter({ children }: Readonly<{ children: string }>): ReactNode {
  return (
    <span
      className="inline-block rounded border border-line bg-care-wash px-1 text-small whitespace-nowrap"
      dir="ltr"
    >
      {children}
    </span>
  );
}
