"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { buttonClass } from "../design/button";
import { Page } from "../design/page";
import { Place } from "../design/place";
import { useStore } from "../state/store";
import { ArrivedView } from "./arrived-view";
import { Ended, Foreign, Making, Troubled } from "./end-views";
import { following, opening } from "./following";
import { OpenedView } from "./opened-view";
import { Retry } from "./retry";
import { hasEnded } from "./standing";
import { WaitingView } from "./waiting-view";

type View =
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

/** One request, in whatever state it is. */
export function OneView({ named }: Readonly<{ named: string }>): ReactNode {
  const t = useTranslations("request");
  const view = useView(named);
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
      <Place view={view} isBegun={view !== "looking"}>
        <CurrentView view={view} />
        <a href="#" className={`${buttonClass("quiet")} self-start`}>
          <ArrowLeft aria-hidden className="size-5 shrink-0" />
          {t("all")}
        </a>
      </Place>
    </Page>
  );
}

function useView(named: string): View {
  const { id, request, delivery, trouble } = useStore(following);
  const { result } = useStore(opening.work.store);
  if (id !== named || request === undefined) return "looking";
  if (request === null) return "foreign";
  // What has been opened stays, even where another tab has erased it.
  if (result !== null) return "opened";
  if (hasEnded(request)) return request.stage;
  if (trouble !== null) return "trouble";
  if (request.stage === "making") return "making";
  return delivery === null ? "waiting" : "arrived";
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
