import type { ReactNode } from "react";

import { FieldFrame, inputClass } from "./field";
import type { FieldTexts } from "./field";

/** A drop-down list, for many options. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  ...texts
}: Readonly<
  FieldTexts & {
    value: Value;
    onChange: (value: Value) => void;
    options: readonly Readonly<{ value: Value; label: string }>[];
  }
>): ReactNode {
  return (
    <FieldFrame {...texts}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
          className={inputClass()}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
