"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "./button";
import type { ButtonKind } from "./button";
import { CLEARED_AFTER, copySecret, copyText } from "./clipboard";
import type { CopyFate } from "./clipboard";

/** What a copy button is told. */
export interface Copying {
  /** What is copied; a function when it is made at the click. */
  readonly value: string | (() => string);
  /** What the button says: the verb and what it copies. */
  readonly label: string;
  /** What is said afterwards, such as "User copied"; for a secret without a full stop. */
  readonly copied: string;
}

/** Copies, says what it copied, and takes a `secret` out of the clipboard again. */
export function CopyButton({
  value,
  label,
  copied,
  secret = false,
  kind = "secondary",
}: Readonly<Copying & { secret?: boolean; kind?: ButtonKind }>): ReactNode {
  const t = useTranslations("design.copy");
  const [outcome, setOutcome] = useState<"copied" | "refused" | CopyFate>();
  const [recent, setRecent] = useState(false);
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
    setRecent(allowed);
  };
  const said = {
    copied: secret ? t("clears", { copied, seconds: CLEARED_AFTER.toString() }) : copied,
    refused: t("refused"),
    cleared: t("cleared"),
    waits: t("waits"),
    stays: t("stays"),
    replaced: "",
  };
  const words = outcome === undefined ? "" : said[outcome];
  return (
    // What it says gets a line of its own in the row of buttons that this one stands in.
    <div className="contents">
      <Button kind={kind} icon={recent ? Check : Copy} onClick={() => void copy()}>
        {label}
      </Button>
      <p
        role="status"
        className={words === "" ? "sr-only" : "order-last w-full basis-full text-small text-soft"}
      >
        {words}
      </p>
    </div>
  );
}
