/** How long a secret stays in the clipboard. */
export const CLEARED_AFTER = 45;

/** What became of a secret in the clipboard. */
export type CopyFate = "cleared" | "waits" | "stays" | "replaced";

let forgetPending = (): void => undefined;

/** Puts a text into the clipboard. Whether the browser allowed it. */
export async function copyText(text: string): Promise<boolean> {
  forgetPending();
  return write(text);
}

/**
 * Puts a secret into the clipboard and takes it out again after {@link CLEARED_AFTER} seconds.
 *
 * A browser lets only the page that has the focus write: when it has gone elsewhere, the secret is
 * taken out as soon as it comes back. Where reading is allowed without a question, something else
 * that was copied meanwhile is left alone.
 */
export async function copySecret(
  secret: string,
  onFate: (fate: CopyFate) => void,
): Promise<boolean> {
  forgetPending();
  if (!(await write(secret))) return false;
  const clear = async (): Promise<void> => {
    if (!document.hasFocus()) {
      onFate("waits");
      addEventListener("focus", again, { once: true });
      return;
    }
    const held = await readable();
    if (held !== undefined && held !== secret) onFate("replaced");
    else onFate((await write("")) ? "cleared" : "stays");
  };
  const again = (): void => void clear();
  const timer = setTimeout(again, CLEARED_AFTER * 1000);
  forgetPending = () => {
    clearTimeout(timer);
    removeEventListener("focus", again);
    forgetPending = () => undefined;
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

/** What is in the clipboard, if the browser tells without asking the person. */
async function readable(): Promise<string | undefined> {
  try {
    const name = "clipboard-read" as PermissionName;
    const { state } = await navigator.permissions.query({ name });
    return state === "granted" ? await navigator.clipboard.readText() : undefined;
  } catch {
    return undefined;
  }
}
