"use client";

import { FilePlus } from "lucide-react";
import { useEffect, useEffectEvent, useId, useState } from "react";
import type { DragEvent, ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { FieldError } from "./field";

/** Why a drop is refused. */
type Refusal = "folder" | "onlyOne";

/**
 * An input for files that are chosen, dropped or pasted.
 *
 * It does not read the files, so it accepts any size and kind immediately; the caller decides. While it
 * is mounted, a file dropped beside it does not replace the page, which would lose the user's input.
 */
export function DropZone({
  label,
  hint,
  multiple = false,
  accept,
  disabled = false,
  look = "block",
  error,
  onFiles,
  onText,
}: Readonly<{
  label: string;
  hint?: ReactNode;
  multiple?: boolean;
  accept?: string;
  disabled?: boolean;
  /** A row is as high as an input, for a form where files are one way of several. */
  look?: "block" | "row";
  error?: ReactNode;
  onFiles: (files: File[]) => void;
  /** Called with pasted text. */
  onText?: ((text: string) => void) | undefined;
}>): ReactNode {
  const t = useTranslations("design.drop");
  const id = useId();
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const take = (data: DataTransfer): void => {
    const found = contents(data, multiple);
    setRefusal(found.refusal);
    if (found.refusal === undefined && found.files.length > 0) onFiles(found.files);
  };
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (disabled || event.defaultPrevented || isTyping(event.target)) return;
    if (event.clipboardData === null) return;
    const text = event.clipboardData.getData("text/plain");
    if (event.clipboardData.files.length > 0) take(event.clipboardData);
    else if (text !== "" && onText !== undefined) onText(text);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => {
      paste(event);
    };
    addEventListener("paste", listener);
    return () => {
      removeEventListener("paste", listener);
    };
  }, []);
  usePreventFileNavigation();

  const drag = (event: DragEvent): void => {
    event.preventDefault();
    setOver(!disabled);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <span id={`${id}-label`} className="font-semibold">
        {label}
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      )}
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- the input inside is what the keyboard uses */}
      <label
        onDragEnter={drag}
        onDragOver={drag}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!disabled) take(event.dataTransfer);
        }}
        className={`flex items-center rounded-card border-dashed ${LOOKS[look]} has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-action has-disabled:opacity-55 ${over ? "border-action bg-action-wash" : "border-edge bg-sheet has-enabled:hover:bg-action-wash"}`}
      >
        <input
          id={id}
          type="file"
          multiple={multiple}
          disabled={disabled}
          {...(accept === undefined ? {} : { accept })}
          aria-labelledby={`${id}-label ${id}-action`}
          aria-describedby={`${hint === undefined ? "" : `${id}-hint `}${id}-error`}
          {...(error === undefined ? {} : { "aria-invalid": true })}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // Without this, choosing the same file again fires no event.
            event.target.value = "";
            setRefusal(undefined);
            if (files.length > 0) onFiles(files);
          }}
          className="sr-only"
        />
        <FilePlus
          aria-hidden
          className={`shrink-0 text-action ${look === "row" ? "size-5" : "size-7"}`}
        />
        <span id={`${id}-action`} className="font-semibold text-action">
          {over ? t(multiple ? "nowMany" : "now") : t("choose", { count: multiple ? 2 : 1 })}
        </span>
        {look === "block" && (
          <span className="text-small text-soft">{t(multiple ? "alsoMany" : "also")}</span>
        )}
      </label>
      <FieldError id={`${id}-error`}>{refusal === undefined ? error : t(refusal)}</FieldError>
    </div>
  );
}

const LOOKS = {
  block: "min-h-28 flex-col justify-center gap-1 border-2 p-4 text-center",
  row: "min-h-12 gap-2 border py-2 px-4",
} as const;

/** Keeps the browser from opening a file that is dropped outside of a drop zone. */
export function usePreventFileNavigation(): void {
  useEffect(() => {
    const prevent = (event: Event): void => {
      event.preventDefault();
    };
    addEventListener("dragover", prevent);
    addEventListener("drop", prevent);
    return () => {
      removeEventListener("dragover", prevent);
      removeEventListener("drop", prevent);
    };
  }, []);
}

function contents(
  { items, files }: DataTransfer,
  multiple: boolean,
): Readonly<{ files: File[]; refusal?: Refusal }> {
  const dropped = [...files];
  if ([...items].some((item) => item.webkitGetAsEntry()?.isDirectory === true)) {
    return { files: dropped, refusal: "folder" };
  }
  if (!multiple && dropped.length > 1) return { files: dropped, refusal: "onlyOne" };
  return { files: dropped };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
