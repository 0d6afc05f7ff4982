"use client";

import { partsForScreen } from "@pct/delivery/safe-text";
import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Countdown } from "./countdown";
import { HiddenCharacter } from "./plain-text";
import { VisuallyHidden } from "./visually-hidden";
import { useCountdown } from "./use-countdown";

/** Seconds until a shown secret is hidden again. */
const HIDE_AFTER_S = 60;

/**
 * A secret with buttons to show and to copy it. The number of dots is fixed, so it does not reveal the
 * length.
 *
 * While the secret is hidden, it is not in the DOM.
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
  const left = useCountdown(shown, HIDE_AFTER_S, () => {
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
        {shown && (
          <Countdown left={left} total={HIDE_AFTER_S} label={t("hides", { seconds: left })} />
        )}
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
              hidden: (chunks) => <VisuallyHidden>{chunks}</VisuallyHidden>,
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
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  );
}

/**
 * A text whose digits are bold and whose symbols are underlined, each in its own colour, to distinguish
 * similar characters. Invisible characters are shown as framed escapes.
 */
function Legible({ text }: Readonly<{ text: string }>): ReactNode {
  return (
    <span className="break-all whitespace-pre-wrap">
      {partsForScreen(text).map((part, index) =>
        part.isEscape ? (
          <HiddenCharacter key={index}>{part.text}</HiddenCharacter>
        ) : (
          part.text.match(RUNS)?.map((run, position) => (
            <span key={`${index.toString()}.${position.toString()}`} className={runClass(run)}>
              {run}
            </span>
          ))
        ),
      )}
    </span>
  );
}

const RUNS = /[\p{L}\p{M}]+|\p{N}+|\s+|[^\p{L}\p{M}\p{N}\s]+/gu;

function runClass(run: string): string {
  if (/^\p{N}/u.test(run)) return "font-bold text-action";
  if (/^[\p{L}\p{M}\s]/u.test(run)) return "";
  return "text-danger underline decoration-2 underline-offset-4";
}
