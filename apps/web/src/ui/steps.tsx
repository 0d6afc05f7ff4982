import { Check } from "lucide-react";
import type { ReactNode } from "react";

/** The steps of a process: done, current and to come. */
export function Steps({
  label,
  steps,
  current,
}: Readonly<{ label: string; steps: readonly string[]; current: number }>): ReactNode {
  return (
    <ol aria-label={label} className="flex items-start">
      {steps.map((step, index) => (
        <li
          key={step}
          {...(index === current ? { "aria-current": "step" as const } : {})}
          className="group relative flex flex-1 flex-col items-center gap-1 text-center"
        >
          <span
            aria-hidden
            className={`absolute top-4 right-1/2 h-0.5 w-full group-first:hidden ${index <= current ? "bg-action" : "bg-line"}`}
          />
          <span
            className={`relative z-1 flex size-8 items-center justify-center rounded-full border-2 text-small font-semibold ${markClass(index, current)}`}
          >
            {index < current ? <Check aria-hidden className="size-5" /> : index + 1}
          </span>
          <span
            className={`px-1 text-small leading-tight ${index === current ? "font-semibold text-ink" : "text-soft max-tablet:sr-only"}`}
          >
            {step}
          </span>
        </li>
      ))}
    </ol>
  );
}

function markClass(index: number, current: number): string {
  if (index < current) return "border-action bg-action text-on-action";
  if (index === current) return "border-action bg-paper text-action";
  return "border-edge bg-paper text-soft";
}
