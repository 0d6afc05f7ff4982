import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";

/** An option of {@link Choices}. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly text?: ReactNode;
  readonly icon?: LucideIcon;
}

/** A radio group drawn as cards, for a few options; with `isRow`, of one line even on a phone. */
export function Choices<Value extends string>({
  legend,
  hideLegend = false,
  value,
  onChange,
  options,
  columns = 1,
  isRow = false,
}: Readonly<{
  legend: string;
  hideLegend?: boolean;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  columns?: 1 | 2 | 3;
  isRow?: boolean;
}>): ReactNode {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-2 font-semibold"}>{legend}</legend>
      <div
        className={
          isRow
            ? "grid grid-cols-[repeat(auto-fit,minmax(min(100%,6rem),1fr))] gap-2"
            : `grid gap-3 ${COLUMNS[columns]}`
        }
      >
        {options.map(({ value: own, title, text, icon: Icon }) => (
          <label
            key={own}
            className={`flex min-h-12 rounded-card border border-edge bg-sheet ${isRow ? "items-center justify-center gap-2 px-1 py-2 text-center" : "items-start gap-3 p-3"} hover:bg-action-wash has-checked:border-action has-checked:bg-action-wash has-checked:outline-1 has-checked:outline-action has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-action`}
          >
            <input
              type="radio"
              name={name}
              value={own}
              checked={own === value}
              onChange={() => {
                onChange(own);
              }}
              className={`size-6 shrink-0 appearance-none rounded-full border-2 border-edge bg-paper outline-none checked:border-7 checked:border-action ${isRow ? "max-tablet:sr-only" : "mt-0.5"}`}
            />
            <span className="flex min-w-0 flex-col wrap-anywhere">
              <span className="flex items-center gap-2 font-semibold">
                {Icon !== undefined && (
                  <Icon
                    aria-hidden
                    className={`size-5 shrink-0 ${isRow ? "max-tablet:hidden" : ""}`}
                  />
                )}
                <span className="min-w-0">{title}</span>
              </span>
              {text !== undefined && <span className="text-small text-soft">{text}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const COLUMNS = { 1: "", 2: "tablet:grid-cols-2", 3: "tablet:grid-cols-[auto_auto_auto]" } as const;
