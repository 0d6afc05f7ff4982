"use client";

import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Countdown } from "./countdown";
import { Spoken } from "./spoken";
import { useCountdown } from "./use-countdown";

/** How long a secret stays on the screen. */
const SHOWN_FOR = 60;

/**
 * A secret: dots of a fixed number, which tell nothing of its length, until one asks to see it.
 *
 * While it is hidden it is not in the page at all.
 */
export function Secret({
  label,
  value,
  copyLabel,
  copied,
}: Readonly<{ label: string; value: string; copyLabel: string; copied: string }>): ReactNode {
  const t = useTranslations("design");
  const id = useId();
  const [shown, setShown] = useState(false);
  const left = useCountdown(shown, SHOWN_FOR, () => {
    setShown(false);
  });
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-2">
      <span id={id} className="font-semibold">
        {label}
      </span>
      <div className="flex min-h-14 items-center gap-2 rounded-card border border-line bg-wash py-1.5 pr-1.5 pl-4">
        <div className="min-w-0 flex-1 font-mono text-lead">
          {shown ? <Legible text={value} /> : <Masked label={t("hidden")} />}
        </div>
        {shown && <Countdown left={left} total={SHOWN_FOR} label={t("hides", { seconds: left })} />}
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <Button
          icon={shown ? EyeOff : Eye}
          onClick={() => {
            setShown(!shown);
          }}
        >
          <span>
            {t.rich(shown ? "hide" : "show", {
              label,
              hidden: (chunks) => <Spoken>{chunks}</Spoken>,
            })}
          </span>
        </Button>
        <CopyButton value={value} label={copyLabel} copied={copied} secret />
      </div>
    </div>
  );
}

function Masked({ label }: Readonly<{ label: string }>): ReactNode {
  return (
    <>
      <span aria-hidden className="tracking-[0.25em] select-none">
        {"•".repeat(12)}
      </span>
      <Spoken>{label}</Spoken>
    </>
  );
}

/**
 * A text in which what looks alike is told apart: digits are heavy, signs are underlined, and both
 * have a colour of their own. Selecting it gives the text, nothing added.
 */
export function Legible({ text }: Readonly<{ text: string }>): ReactNode {
  return (
    <span className="break-all whitespace-pre-wrap">
      {text.match(RUNS)?.map((run, index) => (
        <span key={index} className={runClass(run)}>
          {run}
        </span>
      ))}
    </span>
  );
}

const RUNS = /[\p{L}\p{M}]+|\p{N}+|\s+|[^\p{L}\p{M}\p{N}\s]+/gu;

function runClass(run: string): string {
  if (/^\p{N}/u.test(run)) return "font-bold text-action";
  if (/^[\p{L}\p{M}\s]/u.test(run)) return "";
  return "text-danger underline decoration-2 underline-offset-4";
}
