"use client";

import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

/**
 * A modal question.
 *
 * The native `<dialog>` traps the focus, restores it and closes with Escape. It focuses the first of
 * `actions`, so put the safe answer there.
 */
export function Dialog({
  open,
  onClose,
  title,
  actions,
  children,
}: Readonly<{
  open: boolean;
  onClose: () => void;
  title: string;
  actions: ReactNode;
  children: ReactNode;
}>): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[calc(100%-2rem)] max-w-lines rounded-card border border-line bg-sheet p-6 text-ink shadow-soft backdrop:bg-veil"
    >
      {open && (
        <div className="flex flex-col gap-4">
          <h2 id={id} className="text-title">
            {title}
          </h2>
          <div className="flex flex-col gap-2">{children}</div>
          <div className="flex flex-col gap-3 tablet:flex-row tablet:justify-end">{actions}</div>
        </div>
      )}
    </dialog>
  );
}
