import { useId } from "react";
import type { ReactNode } from "react";

/** A checkbox: its value is used when the form is submitted. */
export function Checkbox({
  label,
  hint,
  checked,
  onChange,
}: Readonly<{
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}>): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 items-center gap-3 font-semibold">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
          className="relative size-6 shrink-0 appearance-none rounded-inner border-2 border-edge bg-paper checked:border-action checked:bg-action checked:before:absolute checked:before:top-0.5 checked:before:left-1.5 checked:before:h-3 checked:before:w-1.5 checked:before:rotate-45 checked:before:border-r-2 checked:before:border-b-2 checked:before:border-on-action"
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
