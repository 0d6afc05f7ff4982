import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";

import { FieldFrame, inputClass } from "./field";
import type { FieldTexts } from "./field";

/** An option of {@link Choices}. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text?: ReactNode;
  readonly icon?: LucideIcon;
}

/** A radio group drawn as cards, for a few options. */
export function Choices<Value extends string>({
  legend,
  hideLegend = false,
  value,
  onChange,
  options,
  columns = 1,
}: Readonly<{
  legend: string;
  hideLegend?: boolean;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  columns?: 1 | 2 | 3;
}>): ReactNode {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-2 font-semibold"}>{legend}</legend>
      <div className={`grid gap-3 ${COLUMNS[columns]}`}>
        {options.map(({ value: own, title, text, icon: Icon }) => (
          <label
            key={own}
            className="flex min-h-12 items-start gap-3 rounded-card border border-edge bg-sheet p-3 hover:bg-action-wash has-checked:border-action has-checked:bg-action-wash has-checked:outline-1 has-checked:outline-action has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-action"
          >
            <input
              type="radio"
              name={name}
              value={own}
              checked={own === value}
              onChange={() => {
                onChange(own);
              }}
              className="mt-0.5 size-6 shrink-0 appearance-none rounded-full border-2 border-edge bg-paper outline-none checked:border-7 checked:border-action"
            />
            <span className="flex min-w-0 flex-col">
              <span className="flex items-center gap-2 font-semibold">
                {Icon !== undefined && <Icon aria-hidden className="size-5 shrink-0" />}
                {title}
              </span>
              {text !== undefined && <span className="text-small text-soft">{text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const COLUMNS = { 1: "", 2: "tablet:grid-cols-2", 3: "tablet:grid-cols-3" } as const;

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

type TwoStates = Readonly<{
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}>;

/** A switch: the change takes effect immediately. */
export function Switch(props: TwoStates): ReactNode {
  return (
    <Toggle
      {...props}
      role="switch"
      look="relative h-7 w-12 rounded-full before:absolute before:top-1 before:left-1 before:size-4 before:rounded-full before:bg-edge before:transition-transform before:duration-150 motion-reduce:before:transition-none checked:before:translate-x-5 checked:before:bg-on-action"
    />
  );
}

/** A checkbox: its value is used when the form is submitted. */
export function Checkbox(props: TwoStates): ReactNode {
  return (
    <Toggle
      {...props}
      look="relative size-6 rounded-inner checked:before:absolute checked:before:top-0.5 checked:before:left-1.5 checked:before:h-3 checked:before:w-1.5 checked:before:rotate-45 checked:before:border-r-2 checked:before:border-b-2 checked:before:border-on-action"
    />
  );
}

function Toggle({
  label,
  hint,
  checked,
  onChange,
  look,
  role,
}: TwoStates & Readonly<{ look: string; role?: "switch" }>): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 items-center gap-3 font-semibold">
        <input
          id={id}
          type="checkbox"
          {...(role === undefined ? {} : { role })}
          checked={checked}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
          className={`shrink-0 appearance-none border-2 border-edge bg-paper checked:border-action checked:bg-action ${look}`}
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
