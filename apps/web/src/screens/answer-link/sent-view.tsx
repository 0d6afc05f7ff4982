"use client";

import type { Opening } from "@pct/exchange/sent-answer";
import { dateTime } from "@pct/messages/date-time";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useFocusOnMount } from "../../state/focus-on-mount";
import { useStore } from "../../state/store";
import { Closing } from "../../ui/drawings/closing";
import { Altered, Cancelled, Collected, Expired } from "../../ui/drawings/request-states";
import { Notice } from "../../ui/notice";
import { Page, Section } from "../../ui/page";
import { answerState } from "./answer-state";
import type { SentAnswer } from "./answer-state";
import { watchDelivery } from "./delivery-watch";
import { TooLateNotice, WithdrawAnswer } from "./withdraw-answer";

type Props = Readonly<{ sent: SentAnswer }>;

const DRAWINGS = {
  waiting: <Closing />,
  opened: <Collected />,
  received: <Collected />,
  forged: <Altered />,
  expired: <Expired />,
  cancelled: <Cancelled />,
} as const;

/** The answer was sent. Shows what happens to it while the page is open. */
export function SentView({ sent }: Props): ReactNode {
  const t = useTranslations("answer.sent");
  useWatch();
  const state = stateOf(sent);
  return (
    <div ref={useFocusOnMount()} tabIndex={-1} className="outline-none">
      <Page
        title={t(state)}
        lead={<span role="status">{t(`${state}Text`)}</span>}
        drawing={sent.end === "altered" ? <Altered /> : DRAWINGS[state]}
      >
        {sent.isEarlier && <Notice kind="care">{t("earlier")}</Notice>}
        {sent.isUnconfirmed && state === "waiting" && (
          <Notice kind="care">{t("unconfirmed")}</Notice>
        )}
        {state === "forged" && (
          <Notice kind="danger" live>
            {t("forgedNext")}
          </Notice>
        )}
        <TooLateNotice />
        {sent.end === "altered" && (
          <Notice kind="danger" live>
            {t("altered")}
          </Notice>
        )}
        <Course sent={sent} state={state} />
        {state === "waiting" && sent.end === null && <WithdrawAnswer sent={sent} />}
      </Page>
    </div>
  );
}

type State = keyof typeof DRAWINGS;

/** What is shown of each opening. */
const RECEIVED = {
  opened: "opened",
  collected: "received",
  forged: "forged",
} as const satisfies Record<Opening, State>;

function stateOf({ receivedAt, opening, end }: SentAnswer): State {
  if (receivedAt !== null) return RECEIVED[opening ?? "collected"];
  return end === "expired" || end === "cancelled" ? end : "waiting";
}

function Course({ sent, state }: Props & Readonly<{ state: State }>): ReactNode {
  const t = useTranslations("answer.sent");
  const language = useLocale();
  const { receivedAt } = sent;
  return (
    <Section>
      <ol aria-label={t("steps")} className="flex flex-col gap-2">
        <Step name={t("sentAt")} at={sent.sentAt} />
        {(state === "waiting" || state === "opened") && (
          <Step name={t("openedAt")} at={receivedAt} />
        )}
        {(state === "received" || state === "forged") && (
          <Step name={t("receivedAt")} at={receivedAt} />
        )}
      </ol>
      {state === "waiting" && (
        <>
          <p>{t("close")}</p>
          <p className="text-small text-soft">
            {t("until", dateTime(language, Date.parse(sent.expiresAt)))}
          </p>
        </>
      )}
      {sent.isUnreachable && (
        <Notice kind="info" live>
          {t("unreachable")}
        </Notice>
      )}
    </Section>
  );
}

function Step({ name, at }: Readonly<{ name: string; at: number | null }>): ReactNode {
  const t = useTranslations("answer.sent");
  const language = useLocale();
  const Icon = at === null ? CircleDashed : CircleCheck;
  return (
    <li className="flex items-start gap-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-6 shrink-0 ${at === null ? "text-soft" : "text-action"}`}
      />
      <span className="min-w-0">
        <span className="font-semibold">{name}</span>
        {": "}
        {at === null ? t("notYet") : t("moment", dateTime(language, at))}
      </span>
    </li>
  );
}

/** Starts again after a change of language, which mounts a new screen. */
function useWatch(): void {
  const id = useStore(answerState, "link").link?.id;
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    void watchDelivery(id, controller.signal);
    return () => {
      controller.abort();
    };
  }, [id]);
}
