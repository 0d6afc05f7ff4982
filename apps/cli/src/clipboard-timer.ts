/** The hidden command under which `pct` starts itself to clear the clipboard: see clipboard.ts. */
export const CLEAR_CLIPBOARD = "__clear-clipboard";
