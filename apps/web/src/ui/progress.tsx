"use client";

import { useId } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button } from "./button";
import { sizeText } from "./size-text";

/** A progress bar in bytes; indeterminate without a `total`. */
export function ProgressBar({
  label,
  done,
  total,
  onCancel,
}: Readonly<{
  label: string;
  done?: number | undefined;
  total?: number | undefined;
  onCancel?: (() => void) | undefined;
}>): ReactNode {
  const t = useTranslations("design.progress");
  const language = useLocale();
  const id = useId();
  const known = done !== undefined && total !== undefined && total > 0;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        {known && (
          <span className="text-small text-soft tabular-nums">
            {t("share", { done: sizeText(done, language), total: sizeText(total, language) })}
          </span>
        )}
      </div>
      <progress id={id} className="progress" {...(known ? { value: done, max: total } : {})} />
      {onCancel !== undefined && (
        <div>
          <Button kind="quiet" onClick={onCancel}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </div>
  );
}
