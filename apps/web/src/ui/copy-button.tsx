"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button";
import type { ButtonKind } from "./button-class";
import { SelectedText } from "./selected-text";
import { useCopy } from "./use-copy";

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
  onCopied,
}: Readonly<
  CopyButtonProps & {
    secret?: boolean;
    hasLines?: boolean;
    kind?: ButtonKind;
    onCopied?: (() => void) | undefined;
  }
>): ReactNode {
  const { message, refused, isRecent, copy } = useCopy();
  const act = async (): Promise<void> => {
    const text = typeof value === "string" ? value : value();
    if (await copy({ text, copied, secret, hasLines })) onCopied?.();
  };
  return (
    // `contents`, so that the message takes a line of its own in the surrounding row of buttons.
    <div className="contents">
      <Button kind={kind} icon={isRecent ? Check : Copy} onClick={() => void act()}>
        {label}
      </Button>
      <p
        role="status"
        className={message === "" ? "sr-only" : "order-last w-full basis-full text-small text-soft"}
      >
        {message}
      </p>
      {refused !== null && <SelectedText text={refused} label={label} />}
    </div>
  );
}
