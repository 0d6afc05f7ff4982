"use client";

import { Check, ChevronDown } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

import { VisuallyHidden } from "./visually-hidden";

/** Steps of which at most one is open; a done one is a line with a tick. */
export function StepList({
  label,
  children,
}: Readonly<{ label: string; children: ReactNode }>): ReactNode {
  return (
    <ol
      aria-label={label}
      className="flex flex-col divide-y divide-line rounded-card border border-line bg-sheet shadow-soft"
    >
      {children}
    </ol>
  );
}

/**
 * A step of a {@link StepList}. When it opens because another one was done, it takes the focus that the
 * other's button had, and comes into view.
 *
 * @param aside - A button at the end of its line, while it is closed.
 */
export function Step({
  number,
  title,
  done,
  doneLabel,
  open,
  onToggle,
  aside,
  children,
}: Readonly<{
  number: number;
  title: string;
  done: boolean;
  /** Says to a screen reader that it is done. */
  doneLabel: string;
  open: boolean;
  onToggle: () => void;
  aside?: ReactNode;
  children: ReactNode;
}>): ReactNode {
  const id = useId();
  const item = useRef<HTMLLIElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    const opens = open && !wasOpen.current;
    wasOpen.current = open;
    // A person who opens it has the focus on its own button.
    if (!opens || document.activeElement !== document.body) return;
    button.current?.focus({ preventScroll: true });
    return keepInView(item.current);
  }, [open]);
  return (
    <li ref={item} className="scroll-my-4 px-2">
      <div className="relative">
        <h3 className="font-normal">
          <button
            ref={button}
            type="button"
            aria-expanded={open}
            {...(open ? { "aria-controls": id } : {})}
            onClick={onToggle}
            className={`flex min-h-11 w-full items-center gap-2 rounded-inner px-2 py-1 text-left leading-snug hover:bg-action-wash ${open ? "font-semibold" : ""} ${done && !open ? "text-soft" : ""}`}
          >
            <span className="flex size-6 shrink-0 items-center justify-center tabular-nums">
              {done ? (
                <Check aria-hidden strokeWidth={3} className="size-6 text-action" />
              ) : (
                <span aria-hidden className="font-semibold text-action">
                  {number}
                </span>
              )}
            </span>
            <span className="min-w-0 flex-1">
              {title} {done && <VisuallyHidden>({doneLabel})</VisuallyHidden>}
            </span>
            {!open && aside !== undefined && <span className="w-11 shrink-0" />}
            <ChevronDown
              aria-hidden
              className={`size-5 shrink-0 text-soft transition-transform duration-150 motion-reduce:transition-none ${open ? "rotate-180" : ""}`}
            />
          </button>
        </h3>
        {!open && aside !== undefined && (
          <div className="absolute inset-y-0 right-9 flex items-center">{aside}</div>
        )}
      </div>
      {open && (
        <div id={id} className="flex flex-col gap-3 px-2 pt-1 pb-4 tablet:pl-10">
          {children}
        </div>
      )}
    </li>
  );
}

/** How long a step may take to have its content, in milliseconds. */
const SETTLING_MS = 2000;

/** Scrolls a step into view, and again while it grows. Ends with the returned function. */
function keepInView(step: HTMLElement | null): (() => void) | undefined {
  if (step === null) return undefined;
  const observer = new ResizeObserver(() => {
    step.scrollIntoView({ block: "nearest" });
  });
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(step);
  const timer = setTimeout(stop, SETTLING_MS);
  return stop;
}
