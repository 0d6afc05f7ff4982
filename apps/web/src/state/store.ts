import { useMemo, useSyncExternalStore } from "react";

/**
 * What a screen knows while it is in use. It lives in memory, outside React, so that it survives a
 * change of language, which mounts a new screen in place of the old one.
 */
export interface Store<State extends object> {
  readonly get: () => State;
  /**
   * Changes some fields and notifies the components that use them.
   *
   * @param signal - Once this is aborted, the change is ignored: it belongs to a superseded task.
   */
  readonly set: (change: Partial<State>, signal?: AbortSignal) => void;
  /** Puts the initial state back. */
  readonly reset: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly initial: State;
}

/**
 * Creates a store: one per screen, at the top of a module.
 *
 * @example
 * ```ts
 * const form = createStore({ text: "", isBusy: false });
 * form.set({ text: "hello" });
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
    set: (change, signal) => {
      if (signal?.aborted !== true) replace({ ...state, ...change });
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

/**
 * The named fields of a store. The component renders again only when one of them changes. During
 * hydration, the fields have their initial values, as in the exported page.
 *
 * @example
 * ```ts
 * const { text } = useStore(form, "text");
 * ```
 */
export function useStore<State extends object, Field extends keyof State>(
  store: Store<State>,
  ...fields: readonly [Field, ...Field[]]
): Pick<State, Field> {
  const names = fields.join();
  const select = useMemo(() => stableSelection<State, Field>(names.split(",") as Field[]), [names]);
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.initial),
  );
}

/** Returns the same object until a selected field changes: React compares snapshots by identity. */
function stableSelection<State extends object, Field extends keyof State>(
  fields: readonly Field[],
): (state: State) => Pick<State, Field> {
  let last: Pick<State, Field> | undefined;
  return (state) => {
    const before = last;
    if (before !== undefined && fields.every((field) => Object.is(before[field], state[field]))) {
      return before;
    }
    last = Object.fromEntries(fields.map((field) => [field, state[field]])) as Pick<State, Field>;
    return last;
  };
}
