"use client";

import { letters } from "@pct/messages/letters";
import type { Language, Letters } from "@pct/messages/letters";
import { Share2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button } from "./button";
import type { ButtonKind } from "./button-class";
import { CopyButton } from "./copy-button";
import { Actions } from "./page";
import { share, useCanShare } from "./share";

const NAMES: Readonly<Record<Language, string>> = { es: "Español", en: "English" };

/** A message to another person, in the language of its reader: to copy or to share. */
export function Letter({
  write,
  kind = "secondary",
}: Readonly<{
  write: (letters: Letters, language: Language) => string;
  kind?: ButtonKind;
}>): ReactNode {
  const t = useTranslations("design.letter");
  const [language, setLanguage] = useState(useLocale());
  const canShare = useCanShare();
  const text = write(letters[language], language);
  return (
    <div className="flex flex-col gap-3">
      <div role="group" aria-label={t("language")} className="flex flex-wrap gap-2">
        {(["es", "en"] as const).map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => {
              setLanguage(each);
            }}
            className="min-h-11 rounded-card border border-edge px-4 text-small aria-pressed:border-action aria-pressed:bg-action-wash aria-pressed:font-semibold aria-pressed:text-action"
          >
            {NAMES[each]}
          </button>
        ))}
      </div>
      <p
        lang={language}
        className="rounded-card border border-line bg-wash px-4 py-3 text-small wrap-anywhere whitespace-pre-line"
      >
        {text}
      </p>
      <Actions>
        <CopyButton kind={kind} value={text} label={t("copy")} copied={t("copied")} hasLines />
        {canShare && (
          <Button icon={Share2} onClick={() => void share({ text })}>
            {t("share")}
          </Button>
        )}
      </Actions>
    </div>
  );
}
