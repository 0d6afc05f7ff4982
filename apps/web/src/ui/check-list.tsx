import { Check } from "lucide-react";
import type { ReactNode } from "react";

/** A list of tasks, which the user may tick in any order. */
export function CheckList({
  label,
  children,
}: Readonly<{ label: string; children: ReactNode }>): ReactNode {
  return (
    <ol aria-label={label} className="flex flex-col gap-3">
      {children}
    </ol>
  );
}

/** A task of a {@link CheckList}; `children` hold what the user needs to do it. */
export function CheckItem({
  title,
  done,
  onChange,
  children,
}: Readonly<{
  title: string;
  done: boolean;
  onChange: (done: boolean) => void;
  children?: ReactNode;
}>): ReactNode {
  return (
    <li
      className={`rounded-card border px-4 py-2 ${done ? "border-transparent bg-action-wash" : "border-line bg-sheet shadow-soft"}`}
    >
      <label className="flex min-h-11 items-center gap-3 font-semibold">
        <span className="relative flex size-6 shrink-0">
          <input
            type="checkbox"
            checked={done}
            onChange={(event) => {
              onChange(event.target.checked);
            }}
            className="size-6 appearance-none rounded-full border-2 border-edge bg-paper checked:border-action checked:bg-action"
          />
          {done && (
            <Check
              aria-hidden
              className="pointer-events-none absolute inset-1 size-4 text-on-action"
            />
          )}
        </span>
        {title}
      </label>
      {children !== undefined && <div className="flex flex-col gap-3 pb-2 pl-9">{children}</div>}
    </li>
  );
}
