import { usePathname } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { screenPath } from "../i18n/paths";

/** The question before the person leaves. */
export interface LeaveQuestion {
  /** Whether to show it. */
  readonly isAsking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** The part of the Navigation API that this uses. Not every browser has it. */
interface Navigation extends EventTarget {
  traverseTo(key: string): unknown;
}

interface NavigateEvent extends Event {
  readonly navigationType: "push" | "replace" | "reload" | "traverse";
  readonly destination: { readonly url: string; readonly key: string };
}

/**
 * Asks before the person leaves a screen: with the browser's own question when the page is closed or
 * reloaded, and with the returned one before a link of the portal or Back. A change of language
 * leaves nothing.
 *
 * Back is asked about only where the browser has the Navigation API, which lets a page refuse it.
 *
 * @param isNeeded - Whether leaving would end something.
 * @param leavesFor - Whether an address is another place; by default, another screen.
 */
export function useLeaveWarning(
  isNeeded: boolean,
  leavesFor: (target: URL) => boolean = isOtherScreen,
): LeaveQuestion {
  const screen = screenPath(usePathname());
  const [goOn, setGoOn] = useState<(() => void) | null>(null);
  const isLeaving = useRef(false);
  // Called through an event: a bundler may inline the default, as another function for each render.
  const leaves = useEffectEvent((target: URL) => leavesFor(target));
  useEffect(() => {
    if (!isNeeded) return;
    isLeaving.current = false;
    const controller = new AbortController();
    const { signal } = controller;
    const ask = (event: Event, act: () => void): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setGoOn(() => act);
    };
    addEventListener(
      "beforeunload",
      (event) => {
        if (!isLeaving.current) event.preventDefault();
      },
      { signal },
    );
    // Before the router's own listeners.
    addEventListener(
      "click",
      (event) => {
        const link = linkOf(event);
        if (isLeaving.current || link === null || !leaves(new URL(link.href))) return;
        ask(event, () => {
          link.click();
        });
      },
      { signal, capture: true },
    );
    const { navigation } = globalThis as { navigation?: Navigation };
    navigation?.addEventListener(
      "navigate",
      (event) => {
        const { navigationType, destination, cancelable } = event as NavigateEvent;
        if (isLeaving.current || navigationType !== "traverse" || !cancelable) return;
        if (!leaves(new URL(destination.url))) return;
        ask(event, () => {
          navigation.traverseTo(destination.key);
        });
      },
      { signal },
    );
    return () => {
      controller.abort();
      setGoOn(null);
    };
  }, [isNeeded, screen]);
  return {
    isAsking: goOn !== null,
    stay: () => {
      setGoOn(null);
    },
    leave: () => {
      isLeaving.current = true;
      setGoOn(null);
      goOn?.();
    },
  };
}

/** Whether an address is another screen, in whatever language. */
export function isOtherScreen({ origin, pathname }: URL): boolean {
  return origin !== location.origin || screenPath(pathname) !== screenPath(location.pathname);
}

/** The link that a click follows in this tab; `null` for a click on anything else. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const link = target instanceof Element ? target.closest("a") : null;
  if (link === null || link.href === "" || link.download !== "") return null;
  return ["", "_self"].includes(link.target) ? link : null;
}
