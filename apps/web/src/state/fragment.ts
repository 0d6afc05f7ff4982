/**
 * Listens to changes of the URL's fragment, which never reaches the server. The router changes it without
 * `hashchange`, and not every browser has the Navigation API.
 */
export function subscribeToFragment(listener: () => void): () => void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  addEventListener("hashchange", listener);
  navigation?.addEventListener("currententrychange", listener);
  return () => {
    removeEventListener("hashchange", listener);
    navigation?.removeEventListener("currententrychange", listener);
  };
}
