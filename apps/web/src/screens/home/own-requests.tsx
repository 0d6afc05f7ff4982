"use client";

import { dateTime } from "@pct/messages/date-time";
import type { Language } from "@pct/messages/portal";
import { ChevronRight } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import type { Messages } from "use-intl/core";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import { TextsProvider } from "../../i18n/texts-provider";
import { useStore } from "../../state/store";
import { useTabTitle } from "../../state/tab-title";
import { IntentLink } from "../../ui/intent-link";
import {
  refreshList,
  requestList,
  statusOf,
  wipeRequestList,
} from "../request-by-link/request-list-state";
import { APPEARANCES, useRequestName } from "../request-by-link/request-appearance";
import { hasEnded } from "../request-by-link/request-status";
import type { ListedStatus } from "../request-by-link/request-status";

/** A request with less time left than this expires soon, in milliseconds. */
const SOON_MS = 3 * 3600 * 1000;

/** How often the relay is asked while the page is visible, in milliseconds. */
const REFRESH_INTERVAL_MS = 30_000;

/** Requests that are shown; the request page has them all. */
const SHOWN = 3;

/** The open requests of this browser: arrived first, then those that expire first. */
export function OwnRequests({
  language,
  words,
}: Readonly<{ language: Language; words: Partial<Messages> }>): ReactNode {
  return (
    <TextsProvider language={language} messages={words}>
      <Requests />
    </TextsProvider>
  );
}

interface Row {
  readonly request: KeptRequest;
  readonly status: ListedStatus;
}

function Requests(): ReactNode {
  const t = useTranslations("home.waiting");
  const language = useLocale();
  const rows = useOpenRequests();
  const arrived = rows.filter(({ status }) => status === "arrived").length;
  useTabTitle(arrived === 0 ? null : t("tab", { count: arrived }));
  if (rows.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-title">{t("title")}</h2>
      <ul className="flex flex-col gap-3">
        {rows.slice(0, SHOWN).map((row) => (
          <RequestRow key={row.request.id} {...row} />
        ))}
      </ul>
      {rows.length > SHOWN && (
        <IntentLink
          href={`/${language}/request/`}
          className="prose-link inline-flex min-h-11 items-center self-start"
        >
          {t("all")}
        </IntentLink>
      )}
    </section>
  );
}

function useOpenRequests(): readonly Row[] {
  const { requests, statuses } = useStore(requestList, "requests", "statuses");
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === "visible") void refreshList();
    };
    refresh();
    const timer = setInterval(refresh, REFRESH_INTERVAL_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
      wipeRequestList();
    };
  }, []);
  return (requests ?? [])
    .filter((request) => !hasEnded(request))
    .map((request) => ({ request, status: statusOf(statuses, request) }))
    .sort(byUrgency);
}

function byUrgency(a: Row, b: Row): number {
  const rank = ({ status }: Row): number => (status === "arrived" ? 0 : 1);
  return rank(a) - rank(b) || a.request.expiresAt - b.request.expiresAt;
}

function RequestRow({ request, status }: Row): ReactNode {
  const t = useTranslations("request.list");
  const tHome = useTranslations("home.waiting");
  const language = useLocale();
  const { now } = useStore(requestList, "now");
  const name = useRequestName()(request);
  const { icon: Icon, color } = APPEARANCES[status];
  const isArrived = status === "arrived";
  const isSoon = status === "waiting" && request.expiresAt - (now ?? 0) < SOON_MS;
  const until = dateTime(language, request.expiresAt);
  return (
    <li>
      <IntentLink
        href={`/${language}/request/#${request.id}`}
        className={`flex min-h-16 items-center gap-3 rounded-card bg-sheet px-4 py-3 shadow-soft hover:bg-action-wash ${isArrived ? "border-2 border-action" : "border border-line"}`}
      >
        <Icon aria-hidden className={`size-6 shrink-0 ${isSoon ? "text-care" : color}`} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="font-semibold wrap-anywhere text-action">{name}</span>
          <span className={`text-small ${isArrived ? "font-semibold text-ink" : "text-soft"}`}>
            {isSoon ? tHome("soon", until) : t(`states.${status}`, until)}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
      </IntentLink>
    </li>
  );
}
