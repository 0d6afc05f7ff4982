import { useSyncExternalStore } from "react";

/**
 * The request that the address names: what is behind its `#`, which never reaches the server. Empty
 * for the page with the form and the list.
 */
export function useNamedRequest(): string {
  return useSyncExternalStore(subscribe, namedRequest, () => "");
}

let last = "";

/** What is no ID, such as the place that the link past the navigation leads to, names nothing else. */
export function namedRequest(): string {
  const name = location.hash.slice(1);
  if (name === "" || /^[\w-]{43}$/.test(name)) last = name;
  return last;
}

/** The portal's own links change the address without `hashchange`; not every browser tells of that. */
function subscribe(listener: () => void): () => void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  addEventListener("hashchange", listener);
  navigation?.addEventListener("currententrychange", listener);
  return () => {
    removeEventListener("hashchange", listener);
    navigation?.removeEventListener("currententrychange", listener);
  };
}

/** Goes to a request; the way back leads to where one was. */
export function nameRequest(id: string): void {
  location.hash = id;
}
