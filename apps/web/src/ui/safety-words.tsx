"use client";

import { useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button } from "./button";

/**
 * Six words to compare by phone, numbered.
 *
 * Both people must read from the list of the same language, so a button shows the other language.
 */
export function SafetyWords({
  words,
}: Readonly<{ words: Readonly<Record<"es" | "en", readonly string[]>> }>): ReactNode {
  const t = useTranslations("design.words");
  const language = useLocale();
  const [other, setOther] = useState(false);
  const list = other === (language === "es") ? "en" : "es";
  return (
    <div className="flex flex-col gap-2">
      <ol
        lang={list}
        aria-label={t(other ? "listOther" : "list")}
        className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,8.5rem),1fr))] gap-x-4 rounded-card border border-line bg-wash px-4 py-2"
      >
        {words[list].map((word, index) => (
          <li key={index} className="flex min-h-11 items-center gap-3">
            <span aria-hidden className="w-4 text-right text-small text-soft tabular-nums">
              {index + 1}
            </span>
            <span className="font-mono text-lead font-semibold">{word}</span>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-2 text-small text-soft">
        <p>{t("why")}</p>
        <Button
          kind="quiet"
          onClick={() => {
            setOther(!other);
          }}
        >
          {t(other ? "own" : "other")}
        </Button>
      </div>
    </div>
  );
}
