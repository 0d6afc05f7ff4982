/** A random name for this tab, which survives its reload. It is no secret. */

const KEY = "pct-tab";

/** The name that this tab has, or a new one, which it has once it is remembered. */
export function tabId(): string {
  try {
    return sessionStorage.getItem(KEY) ?? crypto.randomUUID();
  } catch {
    return crypto.randomUUID();
  }
}

/** Gives this tab a name. Where the browser stores nothing, the name ends with the page. */
export function rememberTabId(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // What is kept under this name is then not found again, and ends after its time.
  }
}
