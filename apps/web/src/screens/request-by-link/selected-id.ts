import { useSyncExternalStore } from "react";

/**
 * ID of the request in the URL's fragment, which never reaches the server. Empty on the page with the
 * form and the list.
 */
export function useSelectedId(): string {
  return useSyncExternalStore(subscribe, selectedId, () => "");
}

let last = "";

/** A fragment that is not an ID, such as the skip link's, keeps the selection. */
export function selectedId(): string {
  const fragment = location.hash.slice(1);
  if (fragment === "" || /^[\w-]{43}$/.test(fragment)) last = fragment;
  return last;
}

/** The router changes the fragment without `hashchange`; not every browser has the Navigation API. */
function subscribe(listener: () => void): () => void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  addEventListener("hashchange", listener);
  navigation?.addEventListener("currententrychange", listener);
  return () => {
    removeEventListener("hashchange", listener);
    navigation?.removeEventListener("currententrychange", listener);
  };
}

/** Navigates to a request. Adds a history entry, so that Back returns to the list. */
export function selectRequest(id: string): void {
  location.hash = id;
}
