/** Calls `wake` when the device is online again and when the page is shown again. */
export function wakeOnReturn(wake: () => void, signal: AbortSignal): void {
  addEventListener("online", wake, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") wake();
    },
    { signal },
  );
}
