"use client";

import {
  Ban,
  ChevronRight,
  CircleCheck,
  Clock3,
  CloudOff,
  Package,
  TimerOff,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { useStore } from "../../state/store";
import { momentIn } from "../../i18n/date-time";
import { asking, forget, standingIn } from "./request-list-state";
import type { Standing } from "./request-status";

/** The requests of this browser: those for which something has come are the first. */
export function RequestList(): ReactNode {
  const t = useTranslations("request.list");
  const state = useStore(asking);
  const rows = (state.kept ?? []).map((request) => ({
    request,
    standing: standingIn(state, request),
  }));
  const isFirst = ({ standing }: { standing: Standing }): boolean => standing === "arrived";
  return (
    <Section title={t("title")}>
      <ul className="flex flex-col gap-3">
        {[...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))].map((row) => (
          <Row key={row.request.id} {...row} />
        ))}
      </ul>
    </Section>
  );
}

const SIGNS: Readonly<Record<Standing, { icon: LucideIcon; look: string }>> = {
  making: { icon: Clock3, look: "text-soft" },
  waiting: { icon: Clock3, look: "text-soft" },
  arrived: { icon: Package, look: "text-action" },
  received: { icon: CircleCheck, look: "text-action" },
  expired: { icon: TimerOff, look: "text-soft" },
  cancelled: { icon: Ban, look: "text-soft" },
  gone: { icon: TriangleAlert, look: "text-care" },
  altered: { icon: TriangleAlert, look: "text-danger" },
  unreachable: { icon: CloudOff, look: "text-care" },
};

/** Those from which nothing is to be expected, so that they may be taken away. */
const OVER: readonly Standing[] = ["received", "expired", "cancelled", "gone"];

function Row({
  request,
  standing,
}: Readonly<{ request: KeptRequest; standing: Standing }>): ReactNode {
  const t = useTranslations("request.list");
  const language = useLocale();
  const name = useNameOf()(request);
  const { icon: Icon, look } = SIGNS[standing];
  return (
    <li className="flex items-center rounded-card border border-line bg-sheet shadow-soft">
      <a
        href={`#${request.id}`}
        className="group flex min-h-16 min-w-0 flex-1 items-center gap-3 rounded-card p-4 hover:bg-action-wash"
      >
        <Icon aria-hidden className={`size-6 shrink-0 ${look}`} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="font-semibold break-words text-action">{name}</span>
          <span
            className={`text-small ${standing === "arrived" ? "font-semibold text-ink" : "text-soft"}`}
          >
            {t(`states.${standing}`, momentIn(language, request.expiresAt))}
          </span>
        </span>
        {!OVER.includes(standing) && (
          <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
        )}
      </a>
      {OVER.includes(standing) && (
        <Button kind="quiet" icon={Trash2} className="mr-2" onClick={() => void forget(request.id)}>
          <VisuallyHidden>{t.rich("forget", { name, hidden: (chunks) => chunks })}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}

/** What a request is called: what it is for, or else when it was made. */
function useNameOf(): (request: KeptRequest) => string {
  const t = useTranslations("request.list");
  const language = useLocale();
  return ({ for: what, createdAt }) => what ?? t("name", momentIn(language, createdAt));
}
