"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";

import { useWipedOnLeaving } from "../state/wiped-on-leaving";
import { nameRequestAgain, namedRequest, useNamedRequest } from "./address";
import { AskView } from "./ask-view";
import { asking, begin, look, wipeAsking } from "./asking";
import { follow, following, lookAgain, unfollow } from "./following";
import { OneView } from "./one-view";

/** The screen of somebody who asks for a credential by a link: the form and the list, or one request. */
export function RequestScreen(): ReactNode {
  const named = useNamedRequest();
  useWipedOnLeaving(wipe);
  useEffect(() => {
    const { id } = following.get();
    if (id !== null && namedRequest() === "") nameRequestAgain(id);
    begin();
    addEventListener("pageshow", comeBack);
    document.addEventListener("visibilitychange", lookAtAll);
    return () => {
      removeEventListener("pageshow", comeBack);
      document.removeEventListener("visibilitychange", lookAtAll);
    };
  }, []);
  useEffect(showNamed, [named]);
  return named === "" ? <AskView /> : <OneView named={named} />;
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
