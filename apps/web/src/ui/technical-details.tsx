import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** Details for administrators, collapsed; at most once, at the end of a screen. */
export function TechnicalDetails({
  title,
  children,
}: Readonly<{ title: string; children: ReactNode }>): ReactNode {
  return (
    <details className="group border-t border-line pt-2 text-small text-soft">
      <summary className="inline-flex min-h-11 items-center gap-2 font-semibold hover:text-ink">
        <ChevronDown
          aria-hidden
          className="size-5 transition-transform duration-150 group-open:rotate-180 motion-reduce:transition-none"
        />
        {title}
      </summary>
      <div className="flex flex-col gap-4 pt-2 pb-4">{children}</div>
    </details>
  );
}

/** An entry of {@link Facts}; `mono` for values that are compared letter by letter. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
}

/** A list of names and values, stacked on a phone. */
export function Facts({ facts }: Readonly<{ facts: readonly Fact[] }>): ReactNode {
  return (
    <dl className="grid gap-x-6 gap-y-3 tablet:grid-cols-[10rem_1fr]">
      {facts.map(({ name, value, mono = false }) => (
        <div key={name} className="contents">
          <dt className="font-semibold">{name}</dt>
          <dd
            className={`-mt-3 min-w-0 break-words text-ink tablet:mt-0 ${mono ? "font-mono break-all" : ""}`}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
