import { useId } from "react";
import type { ComponentProps, ReactNode } from "react";

/** The texts around an input: its label, a hint, and what is wrong with its value. */
export interface FieldTexts {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  /** The translation of "optional", shown beside the label. */
  readonly optional?: string | undefined;
}

interface FieldValue {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether to use the monospaced font, for values that are compared letter by letter. */
  readonly mono?: boolean;
}

type FieldProps<Tag extends "input" | "textarea"> = FieldTexts &
  FieldValue &
  Omit<ComponentProps<Tag>, "id" | "value" | "onChange" | "className">;

/** One line of text. */
export function Field({
  label,
  hint,
  error,
  optional,
  mono = false,
  onChange,
  ...rest
}: Readonly<FieldProps<"input">>): ReactNode {
  return (
    <FieldFrame {...{ label, hint, error, optional }}>
      {(attributes) => (
        <input
          type="text"
          {...attributes}
          {...rest}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          className={inputClass({ mono })}
        />
      )}
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  mono = false,
  rows = 4,
  onChange,
  ...rest
}: Readonly<FieldProps<"textarea">>): ReactNode {
  return (
    <FieldFrame {...{ label, hint, error, optional }}>
      {(attributes) => (
        <textarea
          rows={rows}
          {...attributes}
          {...rest}
          onChange={(event) => {
            onChange(event.target.value);
          }}
          className={`${inputClass({ mono })} resize-y`}
        />
      )}
    </FieldFrame>
  );
}

/** The attributes that connect an input with its texts. */
export interface FieldAttributes {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

/** The label, hint and error around an input, connected to it. */
export function FieldFrame({
  label,
  hint,
  error,
  optional,
  children,
}: Readonly<FieldTexts & { children: (attributes: FieldAttributes) => ReactNode }>): ReactNode {
  const id = useId();
  const described = [
    ...(present(hint) ? [`${id}-hint`] : []),
    ...(present(error) ? [`${id}-error`] : []),
  ].join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional !== undefined && (
          <span className="ml-2 text-small font-normal text-soft">{optional}</span>
        )}
      </label>
      {present(hint) && (
        <p id={`${id}-hint`} className="text-small text-soft">
          {hint}
        </p>
      )}
      {children({
        id,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(present(error) ? { "aria-invalid": true as const } : {}),
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/**
 * An error message. Rendered even when empty: screen readers announce only changes of a live region that
 * already exists.
 */
export function FieldError({
  id,
  children,
}: Readonly<{ id: string; children: ReactNode }>): ReactNode {
  return (
    <p
      id={id}
      aria-live="polite"
      className={present(children) ? "text-small font-semibold text-danger" : "sr-only"}
    >
      {children}
    </p>
  );
}

/** The classes of an input; `room` leaves space for a button at its end. */
export function inputClass({ mono = false, room = false } = {}): string {
  return `w-full min-h-12 rounded-card border border-edge bg-sheet py-2.5 pl-4 ${room ? "pr-14" : "pr-4"} ${mono ? "font-mono" : ""} placeholder:text-soft aria-invalid:border-2 aria-invalid:border-danger disabled:opacity-55`;
}

function present(text: ReactNode): boolean {
  return text !== undefined && text !== null && text !== "" && text !== false;
}
