import { ArrowUpRight, LoaderCircle } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { buttonClass } from "./button-class";
import type { ButtonKind } from "./button-class";
import { IntentLink } from "./intent-link";

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
  onClick,
  children,
}: Readonly<{
  href: string;
  kind?: ButtonKind;
  icon?: LucideIcon | undefined;
  external?: boolean;
  className?: string;
  onClick?: () => void;
  children: ReactNode;
}>): ReactNode {
  const look = `${buttonClass(kind)} ${className}`;
  const icon = Icon !== undefined && <Icon aria-hidden className="size-5 shrink-0" />;
  if (external) {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className={look} onClick={onClick}>
        {icon}
        {children}
        <ArrowUpRight aria-hidden className="size-5 shrink-0" />
      </a>
    );
  }
  return (
    <IntentLink href={href} className={look} {...(onClick === undefined ? {} : { onClick })}>
      {icon}
      {children}
    </IntentLink>
  );
}

function ignore(event: Readonly<{ preventDefault: () => void }>): void {
  event.preventDefault();
}
