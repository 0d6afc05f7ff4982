import type { ReactNode } from "react";

/** A screen: one column, with the only first-level heading. */
export function Page({
  title,
  lead,
  drawing,
  isDense = false,
  children,
}: Readonly<{
  title: string;
  lead?: ReactNode;
  drawing?: ReactNode;
  /** For a form that must be in the first view. */
  isDense?: boolean;
  children: ReactNode;
}>): ReactNode {
  return (
    <div className={`flex flex-col ${isDense ? "gap-5" : "gap-8"}`}>
      <header className={`flex flex-col ${isDense ? "gap-1" : "gap-3"}`}>
        {drawing}
        <h1 className="text-display tablet:text-display-wide">{title}</h1>
        {lead !== undefined && <p className="max-w-lines text-lead text-soft">{lead}</p>}
      </header>
      {children}
    </div>
  );
}

/** A section of a screen with its own heading. */
export function Section({
  title,
  id,
  children,
}: Readonly<{ title?: ReactNode; id?: string; children: ReactNode }>): ReactNode {
  return (
    <section className="flex flex-col gap-4" {...(id === undefined ? {} : { id })}>
      {title !== undefined && <h2 className="text-title">{title}</h2>}
      {children}
    </section>
  );
}

/** A frame around related content. */
export function Card({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return (
    <div className="flex flex-col gap-4 rounded-card border border-line bg-sheet p-4 shadow-soft tablet:p-6">
      {children}
    </div>
  );
}

/** The buttons at the end of a step, the primary one first. */
export function Actions({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return (
    <div className="flex flex-col gap-3 tablet:flex-row tablet:flex-wrap tablet:items-center">
      {children}
    </div>
  );
}
