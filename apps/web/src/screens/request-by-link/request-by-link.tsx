"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";

import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { ViewFocus } from "../../ui/view-focus";
import { NewRequestView } from "./new-request-view";
import { refreshList, requestList, startRequestList, wipeRequestList } from "./request-list-state";
import { hasEnded } from "./request-status";
import { RequestView } from "./request-view";
import type { RequestViewName } from "./request-view";
import { selectedId, useSelectedId } from "./selected-id";
import {
  deliverySession,
  hideRequest,
  recheckRequest,
  selectedRequest,
  showRequest,
} from "./selected-request-state";

/** Asks for a credential with a link: the list of requests and the form, or one request. */
export function RequestByLink(): ReactNode {
  const selected = useSelectedId();
  useWipeOnLeave(wipeRequestByLink);
  useEffect(() => {
    startRequestList();
    addEventListener("pageshow", restorePage);
    document.addEventListener("visibilitychange", refreshVisiblePage);
    return () => {
      removeEventListener("pageshow", restorePage);
      document.removeEventListener("visibilitychange", refreshVisiblePage);
    };
  }, []);
  useEffect(showSelected, [selected]);
  const view = useView(selected);
  const { requests } = useStore(requestList, "requests");
  return (
    <ViewFocus
      view={view ?? "ask"}
      isLoaded={view === null ? requests !== null : view !== "loading"}
    >
      {view === null ? <NewRequestView /> : <RequestView view={view} />}
    </ViewFocus>
  );
}

/** The view for the selected request; `null` if none is selected. */
function useView(selected: string): RequestViewName | null {
  const { id, request, delivery, problem, isErasing } = useStore(
    selectedRequest,
    "id",
    "request",
    "delivery",
    "problem",
    "isErasing",
  );
  const { result } = useStore(deliverySession.job.store, "result");
  if (selected === "") return null;
  if (id !== selected || request === undefined) return "loading";
  if (request === null) return "foreign";
  // A decrypted result stays on screen, even if another tab erases the request.
  if (result !== null) return isErasing ? "erasing" : "opened";
  if (hasEnded(request)) return request.stage;
  if (problem !== null) return "problem";
  if (request.stage === "making") return "making";
  return delivery === null ? "waiting" : "arrived";
}

function wipeRequestByLink(): void {
  hideRequest();
  wipeRequestList();
}

function showSelected(): void {
  const id = selectedId();
  if (id !== "") {
    showRequest(id);
    return;
  }
  // Keeps the request that is being created: the fragment will name it soon.
  if (!requestList.get().isCreating) hideRequest();
  void refreshList();
}

/** Restores a page from the bfcache: its state was wiped on `pagehide`. */
function restorePage({ persisted }: PageTransitionEvent): void {
  if (!persisted) return;
  startRequestList();
  showSelected();
}

/** Refreshes when the tab is shown again: another tab may have changed the requests. */
function refreshVisiblePage(): void {
  if (document.visibilityState !== "visible") return;
  if (selectedId() === "") void refreshList();
  else void recheckRequest();
}
