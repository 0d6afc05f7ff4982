"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

import { inputClass } from "./field";

/** A text that is selected when it appears, for the person to copy where the browser refuses to. */
export function SelectedText({
  text,
  label,
}: Readonly<{ text: string; label: string }>): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <textarea
      ref={field}
      readOnly
      aria-label={label}
      value={text}
      rows={Math.min(6, text.split("\n").length + 1)}
      className={`${inputClass({ mono: true })} order-last w-full basis-full resize-y`}
    />
  );
}
