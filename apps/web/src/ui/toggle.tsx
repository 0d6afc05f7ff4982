import { useId } from "react";
import type { ReactNode } from "react";

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
