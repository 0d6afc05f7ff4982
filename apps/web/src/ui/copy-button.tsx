"use client";

import { copiesUnseen, hasHiddenCharacters } from "@pct/delivery/safe-text";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import type { ButtonKind } from "./button-class";
import { CLEAR_AFTER_S, copySecret, copyText } from "./clipboard";
import type { ClipboardState } from "./clipboard";

export interface CopyButtonProps {
  /** The text to copy; a function computes it on click. */
  readonly value: string | (() => string);
  /** The button's label: the verb and what it copies. */
  readonly label: string;
  /** The message afterwards, such as "User copied"; without a full stop for a secret. */
  readonly copied: string;
}

/**
 * A button that copies and says so; with `secret`, it clears the clipboard again. It copies the exact text,
 * and says when that has characters that the person doesn't see; with `hasLines`, line breaks are expected.
 */
export function CopyButton({
  value,
  label,
  copied,
  secret = false,
  hasLines = false,
  kind = "secondary",
}: Readonly<
  CopyButtonProps & { secret?: boolean; hasLines?: boolean; kind?: ButtonKind }
>): ReactNode {
  const t = useTranslations("design.copy");
  const [outcome, setOutcome] = useState<"copied" | "refused" | ClipboardState>();
  const [recent, setRecent] = useState(false);
  const [isExact, setIsExact] = useState(false);
  useEffect(() => {
    if (!recent) return;
    const timer = setTimeout(() => {
      setRecent(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [recent]);

  const copy = async (): Promise<void> => {
    const text = typeof value === "string" ? value : value();
    const allowed = await (secret ? copySecret(text, setOutcome) : copyText(text));
    setOutcome(allowed ? "copied" : "refused");
    setIsExact(hasLines ? hasHiddenCharacters(text) : copiesUnseen(text));
    setRecent(allowed);
  };
  const done = secret ? t("clears", { copied, seconds: CLEAR_AFTER_S.toString() }) : copied;
  const messages = {
    copied: isExact ? `${done} ${t("exact")}` : done,
    refused: t("refused"),
    cleared: t("cleared"),
    waits: t("waits"),
    stays: t("stays"),
    replaced: "",
  };
  const message = outcome === undefined ? "" : messages[outcome];
  return (
    // `contents`, so that the message takes a line of its own in the surrounding row of buttons.
    <div className="contents">
      <Button kind={kind} icon={recent ? Check : Copy} onClick={() => void copy()}>
        {label}
      </Button>
      <p
        role="status"
        className={message === "" ? "sr-only" : "order-last w-full basis-full text-small text-soft"}
      >
        {message}
      </p>
    </div>
  );
}
