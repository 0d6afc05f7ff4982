import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type NoticeKind = "info" | "care" | "danger" | "done";

/**
 * A notice. Each kind has an icon as well as a colour, for people who cannot tell the colours apart.
 *
 * Set `live` when it appears in response to an action, so that screen readers announce it.
 */
export function Notice({
  kind,
  title,
  live = false,
  action,
  children,
}: Readonly<{
  kind: NoticeKind;
  title?: ReactNode;
  live?: boolean;
  action?: ReactNode;
  children: ReactNode;
}>): ReactNode {
  const { icon: Icon, ground, sign } = LOOKS[kind];
  return (
    <div
      className={`flex gap-3 rounded-card border border-transparent p-4 ${ground}`}
      {...(live ? { role: kind === "danger" ? "alert" : "status" } : {})}
    >
      <Icon aria-hidden className={`mt-0.5 size-6 shrink-0 ${sign}`} />
      <div className="flex min-w-0 flex-col gap-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        <div className="flex flex-col gap-2">{children}</div>
        {action !== undefined && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}

const LOOKS: Readonly<Record<NoticeKind, { icon: LucideIcon; ground: string; sign: string }>> = {
  info: { icon: Info, ground: "bg-wash", sign: "text-soft" },
  care: { icon: TriangleAlert, ground: "bg-care-wash", sign: "text-care" },
  danger: { icon: OctagonAlert, ground: "bg-danger-wash", sign: "text-danger" },
  done: { icon: CircleCheck, ground: "bg-action-wash", sign: "text-action" },
};
