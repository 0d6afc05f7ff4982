import { useSyncExternalStore } from "react";

/**
 * What a screen knows while it is used: in memory only, outside of React, so that it outlives the
 * change of language, which puts a new screen in place of the old one.
 */
export interface Store<State extends object> {
  readonly get: () => State;
  /** Replaces some of it and tells the screens. */
  readonly set: (change: Partial<State>) => void;
  /** Forgets everything. */
  readonly reset: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly initial: State;
}

/**
 * Makes a store, one for each screen, at the top of a module.
 *
 * @example
 * ```ts
 * const draft = createStore({ text: "" });
 * draft.set({ text: "hello" });
 * ```
 */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  const replace = (next: State): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => state,
    set: (change) => {
      replace({ ...state, ...change });
    },
    reset: () => {
      replace(initial);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    initial,
  };
}

/** What is in a store, now and after each change. While the page comes alive, what it began with. */
export function useStore<State extends object>(store: Store<State>): State {
  return useSyncExternalStore(store.subscribe, store.get, () => store.initial);
}
