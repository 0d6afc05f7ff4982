/** `primary` at most once per screen; `danger` for actions without undo; `quiet` for rare actions. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

/** The classes of a button, also for elements that are not a `<button>`. */
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
