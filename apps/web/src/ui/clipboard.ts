/** Seconds until a copied secret is cleared from the clipboard. */
export const CLEAR_AFTER_S = 45;

/**
 * What happened to a secret in the clipboard: cleared; still there until the page has the focus; still
 * there because the browser refused; or replaced by something that the user copied elsewhere.
 */
export type ClipboardState = "cleared" | "waits" | "stays" | "replaced";

let cancelPending = (): void => undefined;

/** Copies a text. Resolves to whether the browser allowed it. */
export async function copyText(text: string): Promise<boolean> {
  cancelPending();
  return write(text);
}

/**
 * Copies a secret, and clears the clipboard after {@link CLEAR_AFTER_S} seconds.
 *
 * Browsers let only a focused page write: without the focus, clearing waits for it. Where the page may
 * read the clipboard without a prompt, content that was copied elsewhere in the meantime stays.
 */
export async function copySecret(
  secret: string,
  onChange: (fate: ClipboardState) => void,
): Promise<boolean> {
  cancelPending();
  if (!(await write(secret))) return false;
  const clear = async (): Promise<void> => {
    if (!document.hasFocus()) {
      onChange("waits");
      addEventListener("focus", clearNow, { once: true });
      return;
    }
    const current = await readWithoutPrompt();
    if (current !== undefined && current !== secret) onChange("replaced");
    else onChange((await write("")) ? "cleared" : "stays");
  };
  const clearNow = (): void => void clear();
  const timer = setTimeout(clearNow, CLEAR_AFTER_S * 1000);
  cancelPending = () => {
    clearTimeout(timer);
    removeEventListener("focus", clearNow);
    cancelPending = () => undefined;
  };
  return true;
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The clipboard's text, or `undefined` where reading it would prompt the user. */
async function readWithoutPrompt(): Promise<string | undefined> {
  try {
    const name = "clipboard-read" as PermissionName;
    const { state } = await navigator.permissions.query({ name });
    return state === "granted" ? await navigator.clipboard.readText() : undefined;
  } catch {
    return undefined;
  }
}
