"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Field } from "../../ui/field";

/** An input for a whole number that states its limits. */
export function NumberField({
  label,
  limits,
  value,
  onChange,
}: Readonly<{
  label: string;
  limits: Readonly<{ minimum: number; maximum: number }>;
  value: string;
  onChange: (value: string) => void;
}>): ReactNode {
  const t = useTranslations("tools");
  const minimum = limits.minimum.toString();
  const maximum = limits.maximum.toString();
  return (
    <Field
      label={label}
      hint={t("range", { minimum, maximum })}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      onChange={onChange}
    />
  );
}
