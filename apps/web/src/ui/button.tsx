import { ArrowUpRight, LoaderCircle } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { IntentLink } from "./intent-link";

/** `primary` at most once per screen; `danger` for actions without undo; `quiet` for rare actions. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

/** A button. While `busy` it stays focusable and ignores clicks. */
export function Button({
  kind = "secondary",
  busy = false,
  icon: Icon,
  className = "",
  children,
  onClick,
  ...rest
}: Readonly<
  { kind?: ButtonKind; busy?: boolean; icon?: LucideIcon | undefined } & ComponentProps<"button">
>): ReactNode {
  return (
    <button
      type="button"
      className={`${buttonClass(kind)} ${className}`}
      {...(busy ? { "aria-busy": true, "aria-disabled": true } : {})}
      onClick={busy ? ignore : onClick}
      {...rest}
    >
      {busy ? (
        <LoaderCircle aria-hidden className="size-5 shrink-0 motion-safe:animate-spin" />
      ) : (
        Icon !== undefined && <Icon aria-hidden className="size-5 shrink-0" />
      )}
      {children}
    </button>
  );
}

/** A link styled as a button; `external` opens a new tab without an opener and without a referrer. */
export function LinkButton({
  href,
  kind = "secondary",
  icon: Icon,
  external = false,
  className = "",
  children,
}: Readonly<{
  href: string;
  kind?: ButtonKind;
  icon?: LucideIcon | undefined;
  external?: boolean;
  className?: string;
  children: ReactNode;
}>): ReactNode {
  const look = `${buttonClass(kind)} ${className}`;
  const icon = Icon !== undefined && <Icon aria-hidden className="size-5 shrink-0" />;
  if (external) {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className={look}>
        {icon}
        {children}
        <ArrowUpRight aria-hidden className="size-5 shrink-0" />
      </a>
    );
  }
  return (
    <IntentLink href={href} className={look}>
      {icon}
      {children}
    </IntentLink>
  );
}

/** The classes of a button, for elements that are not a `<button>`. */
export function buttonClass(kind: ButtonKind): string {
  return `${BASE_CLASS} ${LOOKS[kind]}`;
}

const BASE_CLASS =
  "inline-flex min-h-12 items-center justify-center gap-2 rounded-card border py-2 text-center leading-snug font-semibold no-underline transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress";

// Transparent borders become visible in forced-colors mode.
const LOOKS: Readonly<Record<ButtonKind, string>> = {
  primary: "border-transparent bg-action px-6 text-on-action not-disabled:hover:bg-action-strong",
  secondary: "border-edge bg-sheet px-5 text-ink not-disabled:hover:bg-action-wash",
  quiet: "border-transparent px-3 text-action not-disabled:hover:bg-action-wash",
  danger: "border-transparent bg-danger px-5 text-on-action not-disabled:hover:bg-danger-strong",
};

function ignore(event: Readonly<{ preventDefault: () => void }>): void {
  event.preventDefault();
}
