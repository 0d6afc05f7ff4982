import { useSyncExternalStore } from "react";

import { subscribeToFragment } from "../../state/fragment";
import { isOtherScreen } from "../../state/leave-warning";

/**
 * ID of the request in the URL's fragment, which never reaches the server. Empty on the page with the
 * form and the list.
 */
export function useSelectedId(): string {
  return useSyncExternalStore(subscribeToFragment, selectedId, () => "");
}

let last = "";

/** A fragment that is not an ID, such as the skip link's, keeps the selection. */
export function selectedId(): string {
  const fragment = location.hash.slice(1);
  if (isSelection(fragment)) last = fragment;
  return last;
}

/** Navigates to a request. Adds a history entry, so that Back returns to the list. */
export function selectRequest(id: string): void {
  location.hash = id;
}

/** Whether an address leaves the selected request: for another one, for the list, or another screen. */
export function leavesRequest(target: URL): boolean {
  const fragment = target.hash.slice(1);
  return isOtherScreen(target) || (isSelection(fragment) && fragment !== last);
}

function isSelection(fragment: string): boolean {
  return fragment === "" || /^[\w-]{43}$/.test(fragment);
}
