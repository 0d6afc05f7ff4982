"use client";

import { useId } from "react";
import type { ReactNode } from "react";

import { CopyButton } from "./copy-button";
import { PlainText } from "./plain-text";

type Line = Readonly<{ label: string; value: string; copyLabel: string; copied: string }>;

/** A short text that is no secret, with its copy button. */
export function CopyLine({ mono = true, ...line }: Line & Readonly<{ mono?: boolean }>): ReactNode {
  return (
    <Copyable {...line}>
      <p
        className={`min-h-12 px-4 py-2.5 break-all whitespace-pre-wrap ${mono ? "font-mono" : ""}`}
      >
        <PlainText text={line.value} />
      </p>
    </Copyable>
  );
}

/** A text of several lines in a scrolling frame, with its copy button. */
export function CopyBlock(line: Line): ReactNode {
  return (
    <Copyable {...line} hasLines>
      <pre
        tabIndex={0}
        aria-label={line.label}
        className="max-h-64 overflow-auto rounded-card p-4 font-mono text-small break-all whitespace-pre-wrap"
      >
        <PlainText text={line.value} />
      </pre>
    </Copyable>
  );
}

function Copyable({
  label,
  value,
  copyLabel,
  copied,
  hasLines = false,
  children,
}: Line & Readonly<{ hasLines?: boolean; children: ReactNode }>): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-2">
      <span id={id} className="font-semibold">
        {label}
      </span>
      <div className="rounded-card border border-line bg-wash">{children}</div>
      <div className="flex flex-wrap gap-3">
        <CopyButton value={value} label={copyLabel} copied={copied} hasLines={hasLines} />
      </div>
    </div>
  );
}
