"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Altered, Closing, Collected, Expired } from "../../ui/drawings/states";
import { Notice } from "../../ui/notice";
import { Page, Section } from "../../ui/page";
import { useFocusOnArrival } from "../../state/focus-on-mount";
import { useStore } from "../../state/store";
import { momentIn } from "../../i18n/date-time";
import { answering } from "./answer-state";
import type { Sent } from "./answer-state";
import { watchAnswer } from "./delivery-watch";

type Props = Readonly<{ sent: Sent }>;

const DRAWINGS = {
  waiting: <Closing />,
  received: <Collected />,
  expired: <Expired />,
  cancelled: <Expired />,
} as const;

/** It is sent: what becomes of it, for as long as somebody wants to see that. */
export function SentAnswer({ sent }: Props): ReactNode {
  const t = useTranslations("answer.sent");
  useWatch();
  const state = stateOf(sent);
  return (
    <div ref={useFocusOnArrival()} tabIndex={-1} className="outline-none">
      <Page
        title={t(state)}
        lead={<span role="status">{t(`${state}Text`)}</span>}
        drawing={sent.end === "altered" ? <Altered /> : DRAWINGS[state]}
      >
        {sent.isEarlier && <Notice kind="care">{t("earlier")}</Notice>}
        {sent.end === "altered" && (
          <Notice kind="danger" live>
            {t("altered")}
          </Notice>
        )}
        <Course sent={sent} state={state} />
      </Page>
    </div>
  );
}

function stateOf({ receivedAt, end }: Sent): keyof typeof DRAWINGS {
  if (receivedAt !== null) return "received";
  return end === "expired" || end === "cancelled" ? end : "waiting";
}

function Course({ sent, state }: Props & Readonly<{ state: keyof typeof DRAWINGS }>): ReactNode {
  const t = useTranslations("answer.sent");
  const language = useLocale();
  const { receivedAt } = sent;
  return (
    <Section>
      <ol aria-label={t("steps")} className="flex flex-col gap-2">
        <Step name={t("sentAt")} at={sent.at} />
        {(state === "waiting" || receivedAt !== null) && (
          <Step name={t("receivedAt")} at={receivedAt} />
        )}
      </ol>
      {state === "waiting" && (
        <>
          <p>{t("close")}</p>
          <p className="text-small text-soft">
            {t("until", momentIn(language, Date.parse(sent.expiresAt)))}
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
        {at === null ? t("notYet") : t("moment", momentIn(language, at))}
      </span>
    </li>
  );
}

/** Goes on after a change of language: what is watched is not this screen but the answer. */
function useWatch(): void {
  const id = useStore(answering).link?.id;
  useEffect(() => {
    if (id === undefined) return;
    const stop = new AbortController();
    void watchAnswer(id, stop.signal);
    return () => {
      stop.abort();
    };
  }, [id]);
}
