import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/**
 * Something that few people need, behind its title.
 *
 * @param group - Names a group of which at most one is open.
 */
export function Disclosure({
  title,
  group,
  children,
}: Readonly<{ title: string; group?: string; children: ReactNode }>): ReactNode {
  return (
    <details className="group" name={group}>
      <summary className="inline-flex min-h-11 items-center gap-2 rounded-inner font-semibold text-action hover:text-action-strong">
        <ChevronDown
          aria-hidden
          className="size-5 transition-transform duration-150 group-open:rotate-180 motion-reduce:transition-none"
        />
        {title}
      </summary>
      <div className="flex flex-col gap-3 pt-1 pb-2">{children}</div>
    </details>
  );
}
