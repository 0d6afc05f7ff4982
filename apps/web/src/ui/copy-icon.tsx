import { Copy } from "lucide-react";
import type { ReactNode } from "react";

/** A small button that copies, next to what it copies. */
export function CopyIcon({
  label,
  onClick,
}: Readonly<{ label: string; onClick: () => void }>): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="flex size-11 shrink-0 items-center justify-center self-center rounded-inner text-action hover:bg-action-wash"
    >
      <Copy aria-hidden className="size-5" />
    </button>
  );
}
