import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** Something that few people need, behind its title. */
export function Disclosure({
  title,
  children,
}: Readonly<{ title: string; children: ReactNode }>): ReactNode {
  return (
    <details className="group">
      <summary className="inline-flex min-h-11 items-center gap-2 rounded-inner font-semibold text-action hover:text-action-strong">
        <ChevronDown
          aria-hidden
          className="size-5 transition-transform duration-150 group-open:rotate-180 motion-reduce:transition-none"
        />
        {title}
      </summary>
      <div className="flex flex-col gap-4 pt-2 pb-2">{children}</div>
    </details>
  );
}
