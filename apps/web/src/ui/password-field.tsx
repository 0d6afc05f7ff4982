"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { FieldFrame, inputClass } from "./field";
import type { FieldTexts } from "./field";
import { VisuallyHidden } from "./visually-hidden";

/** A password input with a button to show it. `isNew` asks password managers to offer a new one. */
export function PasswordField({
  label,
  value,
  onChange,
  onShown,
  isNew = false,
  ...texts
}: Readonly<
  FieldTexts & {
    label: string;
    value: string;
    onChange: (value: string) => void;
    /** Called when the person shows it. */
    onShown?: () => void;
    isNew?: boolean;
  }
>): ReactNode {
  const t = useTranslations("design");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <FieldFrame label={label} {...texts}>
      {(attributes) => (
        <div className="relative">
          <input
            {...attributes}
            type={shown ? "text" : "password"}
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
            }}
            autoComplete={isNew ? "new-password" : "off"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={inputClass({ mono: true, room: true })}
          />
          <button
            type="button"
            onClick={() => {
              if (!shown) onShown?.();
              setShown(!shown);
            }}
            className="absolute inset-y-0 right-0.5 my-auto flex size-11 items-center justify-center rounded-inner text-soft hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
            <VisuallyHidden>
              {t.rich(shown ? "hide" : "show", { label, hidden: (chunks) => chunks })}
            </VisuallyHidden>
          </button>
        </div>
      )}
    </FieldFrame>
  );
}
