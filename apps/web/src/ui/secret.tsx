"use client";

import { partsForScreen } from "@pct/delivery/safe-text";
import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Countdown } from "./countdown";
import { HiddenCharacter, PlainText } from "./plain-text";
import { VisuallyHidden } from "./visually-hidden";
import { useCountdown } from "./use-countdown";

/** Seconds until a shown secret is hidden again. */
const HIDE_AFTER_S = 60;

/** How a secret is read: character by character, as a text that a person wrote, or as code. */
export type SecretShape = "characters" | "prose" | "code";

/** Whether a secret is shown, and the seconds until it is hidden again. */
interface Shown {
  readonly shown: boolean;
  readonly left: number;
  readonly toggle: () => void;
}

/** The state of a {@link SecretBox}. */
function useShown(onShown?: () => void): Shown {
  const [shown, setShown] = useState(false);
  const left = useCountdown(shown, HIDE_AFTER_S, () => {
    setShown(false);
  });
  const toggle = (): void => {
    if (!shown) onShown?.();
    setShown(!shown);
  };
  return { shown, left, toggle };
}

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
  shape = "characters",
  onTaken,
}: Readonly<{
  label: string;
  value: string;
  copyLabel: string;
  copied: string;
  shape?: SecretShape;
  /** Called when it was shown or copied. */
  onTaken?: () => void;
}>): ReactNode {
  const t = useTranslations("design");
  const id = useId();
  const { shown, left, toggle } = useShown(onTaken);
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-2">
      <span id={id} className="font-semibold">
        {label}
      </span>
      <div className="flex min-h-14 items-center gap-2 rounded-card border border-line bg-wash py-1.5 pr-1.5 pl-4">
        <SecretValue value={value} shape={shape} shown={shown} left={left} />
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <Button icon={shown ? EyeOff : Eye} onClick={toggle}>
          <span>
            {t.rich(shown ? "hide" : "show", {
              label,
              hidden: (chunks) => <VisuallyHidden>{chunks}</VisuallyHidden>,
            })}
          </span>
        </Button>
        <CopyButton value={value} label={copyLabel} copied={copied} secret onCopied={onTaken} />
      </div>
    </div>
  );
}

/** A secret in one line, with a button inside to show it, for a place that has its own copy button. */
export function SecretBox({
  label,
  value,
  onShown,
}: Readonly<{ label: string; value: string; onShown?: () => void }>): ReactNode {
  const t = useTranslations("design");
  const { shown, left, toggle } = useShown(onShown);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div
      role="group"
      aria-label={label}
      className="flex min-h-13 items-center gap-2 rounded-card border border-line bg-wash py-1 pr-1 pl-4"
    >
      <SecretValue value={value} shape="characters" shown={shown} left={left} />
      <button
        type="button"
        onClick={toggle}
        className="flex size-11 shrink-0 items-center justify-center self-start rounded-inner text-soft hover:bg-action-wash hover:text-ink"
      >
        <Icon aria-hidden className="size-5" />
        <VisuallyHidden>
          {t.rich(shown ? "hide" : "show", { label, hidden: (chunks) => chunks })}
        </VisuallyHidden>
      </button>
    </div>
  );
}

function SecretValue({
  value,
  shape,
  shown,
  left,
}: Readonly<{ value: string; shape: SecretShape; shown: boolean; left: number }>): ReactNode {
  const t = useTranslations("design");
  const Value = VALUES[shape];
  return (
    <>
      <div className="min-w-0 flex-1">
        {shown ? <Value text={value} /> : <Masked label={t("hidden")} />}
      </div>
      {shown && (
        <Countdown left={left} total={HIDE_AFTER_S} label={t("hides", { seconds: left })} />
      )}
    </>
  );
}

function Masked({ label }: Readonly<{ label: string }>): ReactNode {
  return (
    <>
      <span
        aria-hidden
        className="block overflow-hidden font-mono text-lead tracking-[0.25em] whitespace-nowrap select-none"
      >
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
    <span dir="ltr" className="font-mono text-lead break-all whitespace-pre-wrap">
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

function Sentences({ text }: Readonly<{ text: string }>): ReactNode {
  return (
    // Each line has its own direction.
    <p className="break-words whitespace-pre-wrap [unicode-bidi:plaintext]">
      <PlainText text={text} />
    </p>
  );
}

function Lines({ text }: Readonly<{ text: string }>): ReactNode {
  return (
    <pre dir="ltr" className="font-mono text-small break-all whitespace-pre-wrap">
      <code>
        <PlainText text={text} />
      </code>
    </pre>
  );
}

const VALUES = { characters: Legible, prose: Sentences, code: Lines };

const RUNS = /[\p{L}\p{M}]+|\p{N}+|\s+|[^\p{L}\p{M}\p{N}\s]+/gu;

function runClass(run: string): string {
  if (/^\p{N}/u.test(run)) return "font-bold text-action";
  if (/^[\p{L}\p{M}\s]/u.test(run)) return "";
  return "text-danger underline decoration-2 underline-offset-4";
}
