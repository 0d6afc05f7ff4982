"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { buttonClass } from "../../ui/button";
import { Page } from "../../ui/page";
import { useStore } from "../../state/store";
import { ArrivedView } from "./arrived-view";
import { Ended, Foreign, Making, Troubled } from "./end-views";
import { following } from "./selected-request-state";
import { OpenedView } from "./opened-view";
import { Retry } from "./retry-notice";
import { WaitingView } from "./waiting-view";

export type View =
  | "looking"
  | "foreign"
  | "making"
  | "waiting"
  | "arrived"
  | "opened"
  | "trouble"
  | "received"
  | "expired"
  | "cancelled";

/** The others end with a step of their own that leads there. */
const LEADS_BACK: readonly View[] = ["looking", "making", "waiting", "arrived", "opened"];

/** One request, in whatever state it is. */
export function OneView({ view }: Readonly<{ view: View }>): ReactNode {
  const t = useTranslations("request");
  const { request } = useStore(following);
  const title = useTitle(view);
  const isArrived = view === "arrived";
  useEffect(() => {
    if (!isArrived) return;
    // Whoever waits in another tab sees it in the row of tabs.
    const before = document.title;
    document.title = t("arrived.title");
    return () => {
      document.title = before;
    };
  }, [isArrived, t]);
  const label = request?.for ?? null;
  return (
    <Page title={title} lead={label === null ? undefined : t("asked", { label })}>
      <CurrentView view={view} />
      {LEADS_BACK.includes(view) && (
        <a href="#" className={`${buttonClass("quiet")} self-start`}>
          <ArrowLeft aria-hidden className="size-5 shrink-0" />
          {t("all")}
        </a>
      )}
    </Page>
  );
}

/** Where a state fills the page, its own title stands beside its picture. */
function useTitle(view: View): string {
  const t = useTranslations("request");
  switch (view) {
    case "making":
    case "waiting":
    case "arrived":
      return t(`${view}.title`);
    case "opened":
      return t("arrived.title");
    default:
      return t("one");
  }
}

function CurrentView({ view }: Readonly<{ view: View }>): ReactNode {
  switch (view) {
    case "looking":
      return <Retry />;
    case "foreign":
      return <Foreign />;
    case "making":
      return <Making />;
    case "waiting":
      return <WaitingView />;
    case "arrived":
      return <ArrivedView />;
    case "opened":
      return <OpenedView />;
    case "trouble":
      return <Troubled />;
    default:
      return <Ended end={view} />;
  }
}
