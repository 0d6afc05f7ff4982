import { escapeForScreen } from "@pct/delivery/safe-text";
import type { ReactNode } from "react";

/** A file's name. It may break anywhere but in its extension, which says what the file is. */
export function FileName({ name }: Readonly<{ name: string }>): ReactNode {
  const shown = escapeForScreen(name);
  const [extension = ""] = /(?:\.[\p{L}\p{N}]{1,8}){1,2}$/u.exec(shown) ?? [];
  return (
    <>
      <span className="break-all">{shown.slice(0, shown.length - extension.length)}</span>
      <span className="whitespace-nowrap">{extension}</span>
    </>
  );
}
