/**
 * `primary` at most once per screen; `danger` for actions without undo, `quietDanger` for a button that asks
 * before one;`quiet`
 * for rare actions. With `self-start`, or alone in a plain `div`, its words align with the text above.
 */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger" | "quietDanger";

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
  quiet:
    "[&.self-start]:-ml-3 [div:not([class])>&]:-ml-3 border-transparent px-3 text-action not-disabled:hover:bg-action-wash",
  quietDanger:
    "[&.self-start]:-ml-3 [div:not([class])>&]:-ml-3 border-transparent px-3 text-danger not-disabled:hover:bg-danger-wash",
  danger: "border-transparent bg-danger px-5 text-on-action not-disabled:hover:bg-danger-strong",
};
