/** Without a choice, the system's theme applies. */
type Theme = "light" | "dark";

const STORAGE_KEY = "theme";

/** Applies the theme that was chosen on an earlier visit, if any. */
export function showChosenTheme(): void {
  show(chosenTheme());
}

/** Switches to the other theme. Switching back to the system's theme removes the choice. */
export function changeTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (chosenTheme() ?? system) === "dark" ? "light" : "dark";
  show(next === system ? undefined : next);
  try {
    if (next === system) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Without storage, the choice lasts until the page is left.
  }
}

/**
 * {@link showChosenTheme} as the text of a script that runs before the first paint. Has no quotes,
 * ampersands or angle brackets, so that React escapes nothing in it.
 */
export const SHOW_CHOSEN_THEME =
  "try{const t=localStorage.getItem(`theme`);if(t===`light`||t===`dark`)document.documentElement.dataset.theme=t}catch{}";

/** Shows the system's theme if none is given. */
function show(theme: Theme | undefined): void {
  const { dataset } = document.documentElement;
  if (theme === undefined) delete dataset.theme;
  else dataset.theme = theme;
}

function chosenTheme(): Theme | undefined {
  const shown = document.documentElement.dataset.theme ?? storedTheme();
  return shown === "light" || shown === "dark" ? shown : undefined;
}

function storedTheme(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
