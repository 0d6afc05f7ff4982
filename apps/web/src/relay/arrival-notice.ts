import { createStore } from "../state/store";

/**
 * A notification of the browser when an answer arrives, shown by the page that waits for it: no server
 * sends anything. Off until the person asks for it.
 */

/** `blocked` if the person or the browser refuses notifications from this site. */
export type NoticeSetting = "unsupported" | "off" | "on" | "blocked";

export const arrivalNotice = createStore<{ readonly setting: NoticeSetting }>({
  setting: "unsupported",
});

/** Remembers the choice for this browser; the permission alone may come from another use of the site. */
const STORAGE_KEY = "notify";

/** Reads the setting, which another tab or the browser's settings may have changed. */
export function readNoticeSetting(): void {
  arrivalNotice.set({ setting: currentSetting() });
}

function currentSetting(): NoticeSetting {
  if (!("Notification" in globalThis)) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  return Notification.permission === "granted" && isChosen() ? "on" : "off";
}

/** Turns notifications on, after the browser has asked the person, or off. */
export async function setNotices(on: boolean): Promise<void> {
  choose(on);
  if (on && Notification.permission === "default") await Notification.requestPermission();
  readNoticeSetting();
}

/**
 * Shows a notification, unless the person sees this page. It does not say what arrived: others see the
 * screen too.
 *
 * @param id - The request; a second tab replaces the notification of the first.
 */
export async function notifyOfArrival(id: string, title: string, body: string): Promise<void> {
  readNoticeSetting();
  const isSeen = document.visibilityState === "visible" && document.hasFocus();
  if (arrivalNotice.get().setting !== "on" || isSeen) return;
  const options = { body, tag: id, icon: "/icons/apple-touch-180.png", data: location.href };
  // Without HTTPS there are no service workers.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  const registration = await serviceWorker?.getRegistration().catch(() => undefined);
  // Android shows notifications of service workers only; without one, the page shows it.
  if (registration?.active instanceof ServiceWorker)
    await registration.showNotification(title, options);
  else showFromPage(title, options);
}

function showFromPage(title: string, options: NotificationOptions): void {
  const notification = new Notification(title, options);
  notification.addEventListener("click", () => {
    globalThis.focus();
    notification.close();
  });
}

function isChosen(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === "on";
  } catch {
    return false;
  }
}

function choose(on: boolean): void {
  try {
    if (on) localStorage.setItem(STORAGE_KEY, "on");
    else localStorage.removeItem(STORAGE_KEY);
  } catch {
    // Without storage, the choice can't be kept.
  }
}
