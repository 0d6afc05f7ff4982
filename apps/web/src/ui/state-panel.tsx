import type { ReactNode } from "react";

/** A state without content: a drawing, what the state is, and what to do next. */
export function StatePanel({
  drawing,
  title,
  action,
  children,
}: Readonly<{
  drawing: ReactNode;
  title: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}>): ReactNode {
  return (
    <div className="flex flex-col items-center gap-4 rounded-card border border-line bg-sheet px-4 py-8 text-center shadow-soft">
      {drawing}
      <div className="flex max-w-lines flex-col gap-2">
        <h2 className="text-title">{title}</h2>
        {children !== undefined && <div className="text-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
