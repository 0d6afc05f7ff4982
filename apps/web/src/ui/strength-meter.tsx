"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

export type StrengthScore = 0 | 1 | 2 | 3 | 4;

/** How hard a passphrase is to guess; `null` without a passphrase. */
export function StrengthMeter({
  score,
  note,
}: Readonly<{ score: StrengthScore | null; note?: ReactNode }>): ReactNode {
  const t = useTranslations("design.strength");
  return (
    <div className="flex flex-col gap-1.5">
      <div aria-hidden className="flex gap-1.5">
        {BARS.map((bar) => (
          <span
            key={bar}
            className={`h-2 flex-1 rounded-full ${score !== null && bar <= score ? COLOURS[score] : "bg-line"}`}
          />
        ))}
      </div>
      <p role="status" className="text-small text-soft">
        {t("label")}:{" "}
        <span className="font-semibold text-ink">
          {score === null ? t("none") : t(NAMES[score])}
        </span>
        {note !== undefined && <>. {note}</>}
      </p>
    </div>
  );
}

const BARS: readonly StrengthScore[] = [0, 1, 2, 3, 4];

const NAMES = ["score0", "score1", "score2", "score3", "score4"] as const;

const COLOURS: Readonly<Record<StrengthScore, string>> = {
  0: "bg-danger",
  1: "bg-danger",
  2: "bg-care",
  3: "bg-action",
  4: "bg-action",
};
