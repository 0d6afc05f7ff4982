"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { useTabTitle } from "../../state/tab-title";
import { BackLink } from "../../ui/back-link";
import { Page } from "../../ui/page";
import { MadeHere } from "../opened-credential/made-here";
import { useOpenedTitle } from "../opened-credential/opened-title";
import { useArrivalNotice } from "./arrival-notice";
import { ArrivedView } from "./arrived-view";
import { CreatingView, EndedView, ForeignView, ProblemView } from "./end-views";
import { ErasingView } from "./erasing-view";
import { OpenedView } from "./opened-view";
import { RetryNotice } from "./retry-notice";
import { deliverySession, selectedRequest } from "./selected-request-state";
import { WaitingView } from "./waiting-view";

export type RequestViewName =
  | "loading"
  | "foreign"
  | "making"
  | "waiting"
  | "arrived"
  | "opened"
  | "erasing"
  | "problem"
  | "received"
  | "expired"
  | "cancelled";

/** Views with a link back to the list; the others have a button that leads there. */
const WITH_BACK_LINK: readonly RequestViewName[] = [
  "loading",
  "making",
  "waiting",
  "arrived",
  "opened",
];

/** Views of a request that was opened before, and whose credential is not on the screen. */
const WITH_MADE_PASSWORD: readonly RequestViewName[] = [
  "waiting",
  "problem",
  "received",
  "expired",
  "cancelled",
];

/** The view of one request. */
export function RequestView({ view }: Readonly<{ view: RequestViewName }>): ReactNode {
  const t = useTranslations("request");
  const { request, contact } = useStore(selectedRequest, "request", "contact");
  const title = useTitle(view);
  useTabTitle(useTabTitleOf(view));
  useArrivalNotice(request?.id ?? null, view);
  // It arrives in a moment, as a rule.
  const isAsking = view === "waiting" && contact === "trying";
  const label = request?.for ?? null;
  return (
    <Page
      title={title}
      lead={label === null ? undefined : t("asked", { label })}
      isDense={view === "opened"}
    >
      {WITH_MADE_PASSWORD.includes(view) && !isAsking && (
        <MadeHere progress={deliverySession.progress} />
      )}
      <CurrentView view={view} />
      {WITH_BACK_LINK.includes(view) && <BackLink href="#">{t("all")}</BackLink>}
    </Page>
  );
}

/** A view that fills the page has its own title, next to its drawing. */
function useTitle(view: RequestViewName): string {
  const t = useTranslations("request");
  const { result } = useStore(deliverySession.job.store, "result");
  const opened = useOpenedTitle(result);
  switch (view) {
    case "making":
    case "waiting":
    case "arrived":
      return t(`${view}.title`);
    case "opened":
      return opened;
    default:
      return t("one");
  }
}

/** Says the state while another tab is in front. */
function useTabTitleOf(view: RequestViewName): string | null {
  const t = useTranslations("request");
  switch (view) {
    case "loading":
      return null;
    case "arrived":
      return t("arrived.title");
    case "making":
    case "waiting":
    case "opened":
      return t(`tab.${view}`);
    case "problem":
      return t("tab.problem");
    default:
      return t(`${view}.title`);
  }
}

function CurrentView({ view }: Readonly<{ view: RequestViewName }>): ReactNode {
  switch (view) {
    case "loading":
      return <RetryNotice />;
    case "foreign":
      return <ForeignView />;
    case "making":
      return <CreatingView />;
    case "waiting":
      return <WaitingView />;
    case "arrived":
      return <ArrivedView />;
    case "opened":
      return <OpenedView />;
    case "erasing":
      return <ErasingView />;
    case "problem":
      return <ProblemView />;
    default:
      return <EndedView end={view} />;
  }
}
