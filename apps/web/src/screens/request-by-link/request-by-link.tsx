"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";

import { ViewFocus } from "../../ui/view-focus";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { namedRequest, useNamedRequest } from "./selected-id";
import { AskView } from "./new-request-view";
import { asking, begin, look, wipeAsking } from "./request-list-state";
import { follow, following, lookAgain, opening, unfollow } from "./selected-request-state";
import { OneView } from "./request-view";
import type { View } from "./request-view";
import { hasEnded } from "./request-status";

/** The screen of somebody who asks for a credential by a link: the form and the list, or one request. */
export function RequestScreen(): ReactNode {
  const named = useNamedRequest();
  useWipedOnLeaving(wipe);
  useEffect(() => {
    begin();
    addEventListener("pageshow", comeBack);
    document.addEventListener("visibilitychange", lookAtAll);
    return () => {
      removeEventListener("pageshow", comeBack);
      document.removeEventListener("visibilitychange", lookAtAll);
    };
  }, []);
  useEffect(showNamed, [named]);
  const view = useView(named);
  const { kept } = useStore(asking);
  return (
    <ViewFocus view={view ?? "ask"} isLoaded={view === null ? kept !== null : view !== "looking"}>
      {view === null ? <AskView /> : <OneView view={view} />}
    </ViewFocus>
  );
}

/** What there is to see of the request that the address names; `null` where it names none. */
function useView(named: string): View | null {
  const { id, request, delivery, trouble } = useStore(following);
  const { result } = useStore(opening.work.store);
  if (named === "") return null;
  if (id !== named || request === undefined) return "looking";
  if (request === null) return "foreign";
  // What has been opened stays, even where another tab has erased it.
  if (result !== null) return "opened";
  if (hasEnded(request)) return request.stage;
  if (trouble !== null) return "trouble";
  if (request.stage === "making") return "making";
  return delivery === null ? "waiting" : "arrived";
}

function wipe(): void {
  unfollow();
  wipeAsking();
}

function showNamed(): void {
  const id = namedRequest();
  if (id !== "") {
    follow(id);
    return;
  }
  // The one that is being made is shown in a moment.
  if (!asking.get().isMaking) unfollow();
  void look();
}

/** A page that the browser has kept as it was, and which has forgotten everything when it was left. */
function comeBack({ persisted }: PageTransitionEvent): void {
  if (!persisted) return;
  begin();
  showNamed();
}

/** Another tab may have been at the same requests. */
function lookAtAll(): void {
  if (document.visibilityState !== "visible") return;
  if (namedRequest() === "") void look();
  else void lookAgain();
}
