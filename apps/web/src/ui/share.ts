import { useSyncExternalStore } from "react";

/** Whether the device has a share sheet, as phones do. */
export function useCanShare(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => "share" in navigator,
    () => false,
  );
}

/** Opens the share sheet. Closing it is no failure. */
export async function share(data: ShareData): Promise<void> {
  await navigator.share(data).catch(() => undefined);
}
