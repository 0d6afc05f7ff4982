"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { FieldFrame, inputClass } from "./field";
import type { FieldWords } from "./field";
import { Spoken } from "./spoken";

/** A secret that is typed: hidden unless one asks to see it. `isNew` tells password managers. */
export function PasswordField({
  label,
  value,
  onChange,
  isNew = false,
  ...words
}: Readonly<
  FieldWords & {
    label: string;
    value: string;
    onChange: (value: string) => void;
    isNew?: boolean;
  }
>): ReactNode {
  const t = useTranslations("design");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <FieldFrame label={label} {...words}>
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
              setShown(!shown);
            }}
            className="absolute inset-y-0 right-0.5 my-auto flex size-11 items-center justify-center rounded-inner text-soft hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
            <Spoken>
              {t.rich(shown ? "hide" : "show", { label, hidden: (chunks) => chunks })}
            </Spoken>
          </button>
        </div>
      )}
    </FieldFrame>
  );
}
