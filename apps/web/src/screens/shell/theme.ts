/** The two themes; without a choice, the system's. */
type Theme = "light" | "dark";

const STORED = "theme";

/** Shows the theme that was chosen on an earlier visit, if any. */
export function showChosenTheme(): void {
  const chosen = chosenTheme();
  if (chosen === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** Changes to the other theme. Back at the system's, nothing stays chosen, and it follows again. */
export function changeTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (chosenTheme() ?? system) === "dark" ? "light" : "dark";
  if (next === system) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === system) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, next);
  } catch {
    // A browser that stores nothing for us still changes until the page is left.
  }
}

/**
 * The same as {@link showChosenTheme}, as text for a script that runs before anything is drawn.
 * Without quotes, ampersands and angle brackets: nothing in it could be escaped.
 */
export const SHOW_CHOSEN_THEME =
  "try{const t=localStorage.getItem(`theme`);if(t===`light`||t===`dark`)document.documentElement.dataset.theme=t}catch{}";

function chosenTheme(): Theme | undefined {
  const shown = document.documentElement.dataset.theme ?? storedTheme();
  return shown === "light" || shown === "dark" ? shown : undefined;
}

function storedTheme(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
