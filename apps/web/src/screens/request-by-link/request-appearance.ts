import { dateTime } from "@pct/messages/date-time";
import { Ban, CircleCheck, Clock3, CloudOff, Package, TimerOff, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import type { ListedStatus } from "./request-status";

/** How a request looks in a list. */
export const APPEARANCES: Readonly<Record<ListedStatus, { icon: LucideIcon; color: string }>> = {
  making: { icon: Clock3, color: "text-soft" },
  waiting: { icon: Clock3, color: "text-soft" },
  arrived: { icon: Package, color: "text-action" },
  received: { icon: CircleCheck, color: "text-action" },
  expired: { icon: TimerOff, color: "text-soft" },
  cancelled: { icon: Ban, color: "text-soft" },
  claimsReceived: { icon: TriangleAlert, color: "text-care" },
  claimsCancelled: { icon: TriangleAlert, color: "text-care" },
  claimsExpired: { icon: TriangleAlert, color: "text-care" },
  gone: { icon: TriangleAlert, color: "text-care" },
  altered: { icon: TriangleAlert, color: "text-danger" },
  unreachable: { icon: CloudOff, color: "text-care" },
};

/** The name of a request: what it's for, or else the time of its creation. */
export function useRequestName(): (request: KeptRequest) => string {
  const t = useTranslations("request.list");
  const language = useLocale();
  return ({ for: what, createdAt }) => what ?? t("name", dateTime(language, createdAt));
}
