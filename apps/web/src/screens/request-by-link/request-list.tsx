"use client";

import { dateTime } from "@pct/messages/date-time";
import { ChevronRight, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { APPEARANCES, useRequestName } from "./request-appearance";
import { forgetRequest, requestList, statusOf } from "./request-list-state";
import { hasEnded } from "./request-status";
import type { ListedStatus } from "./request-status";

/** This browser's requests. Those with a delivery come first. */
export function RequestList(): ReactNode {
  const t = useTranslations("request.list");
  const { requests, statuses } = useStore(requestList, "requests", "statuses");
  const rows = (requests ?? []).map((request) => ({
    request,
    status: statusOf(statuses, request),
  }));
  const hasArrived = ({ status }: { status: ListedStatus }): boolean => status === "arrived";
  return (
    <Section title={t("title")}>
      <ul className="flex flex-col gap-3">
        {[...rows.filter(hasArrived), ...rows.filter((row) => !hasArrived(row))].map((row) => (
          <Row key={row.request.id} {...row} />
        ))}
      </ul>
    </Section>
  );
}

function Row({
  request,
  status,
}: Readonly<{ request: KeptRequest; status: ListedStatus }>): ReactNode {
  const t = useTranslations("request.list");
  const language = useLocale();
  const name = useRequestName()(request);
  const { icon: Icon, color } = APPEARANCES[status];
  // Others still have a key: their own view asks before it deletes that.
  const isFinished = hasEnded(request);
  return (
    <li className="flex items-center rounded-card border border-line bg-sheet shadow-soft">
      <a
        href={`#${request.id}`}
        className="group flex min-h-16 min-w-0 flex-1 items-center gap-3 rounded-card p-4 hover:bg-action-wash"
      >
        <Icon aria-hidden className={`size-6 shrink-0 ${color}`} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="font-semibold break-words text-action">{name}</span>
          <span
            className={`text-small ${status === "arrived" ? "font-semibold text-ink" : "text-soft"}`}
          >
            {t(`states.${status}`, dateTime(language, request.expiresAt))}
          </span>
        </span>
        {!isFinished && <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />}
      </a>
      {isFinished && (
        <Button
          kind="quiet"
          icon={Trash2}
          className="mr-2"
          onClick={() => void forgetRequest(request.id)}
        >
          <VisuallyHidden>{t.rich("forget", { name, hidden: (chunks) => chunks })}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}
