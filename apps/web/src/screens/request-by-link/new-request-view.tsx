"use client";

import { dateTime } from "@pct/messages/date-time";
import { Link2 } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button, LinkButton } from "../../ui/button";
import { Failed } from "../../ui/drawings/request-states";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Page, Section } from "../../ui/page";
import { Select } from "../../ui/select";
import { StatePanel } from "../../ui/state-panel";
import { RequestList } from "./request-list";
import { createRequest, EXPIRIES, refreshList, requestList } from "./request-list-state";
import type { Expiry } from "./request-list-state";

/** Longest labels, so that the link stays short enough for a chat. */
const MAX_LENGTH = { for: 60, from: 40 };
/** The counter appears when fewer characters than this are left. */
const COUNTED = 12;

/** How often the statuses are refreshed while the page is visible. */
const REFRESH_INTERVAL_MS = 15_000;

/** The list of requests, and the form for a new one. */
export function NewRequestView(): ReactNode {
  const t = useTranslations("request");
  const { requests, unavailable } = useStore(requestList, "requests", "unavailable");
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refreshList();
    }, REFRESH_INTERVAL_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const hasRequests = requests !== null && requests.length > 0;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {hasRequests && <RequestList />}
      {unavailable === null ? (
        <Section {...(hasRequests ? { title: t("form.title") } : {})}>
          <Form />
          <ByHand />
        </Section>
      ) : (
        <Unavailable reason={unavailable} />
      )}
    </Page>
  );
}

function Form(): ReactNode {
  const t = useTranslations("request");
  const {
    for: what,
    from,
    isCreating,
    failure,
  } = useStore(requestList, "for", "from", "isCreating", "failure");
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void createRequest();
      }}
    >
      <LabelField name="for" value={what} autoComplete="off" />
      <LabelField name="from" value={from} autoComplete="name" />
      <ExpiryChoice />
      {isCreating && (
        <Notice kind="info" live>
          {t("form.making")}
        </Notice>
      )}
      <FailureNotice failure={failure} />
      <Actions>
        <Button type="submit" kind="primary" icon={Link2} busy={isCreating}>
          {t("form.action")}
        </Button>
      </Actions>
    </form>
  );
}

/** A label that the link carries. Says how much room is left before the limit cuts a word. */
function LabelField({
  name,
  value,
  autoComplete,
}: Readonly<{ name: "for" | "from"; value: string; autoComplete: string }>): ReactNode {
  const t = useTranslations("request");
  const most = MAX_LENGTH[name];
  const isCounted = value.length > most - COUNTED;
  const counts = { used: value.length.toString(), most: most.toString() };
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={t(`form.${name}`)}
        optional={t("optional")}
        hint={t(`form.${name}Hint`)}
        value={value}
        maxLength={most}
        autoComplete={autoComplete}
        onChange={(typed) => {
          requestList.set(name === "for" ? { for: typed } : { from: typed });
        }}
      />
      <p role="status" className={isCounted ? "text-small text-soft" : "sr-only"}>
        {isCounted && t("form.characters", counts)}
      </p>
    </div>
  );
}

function ExpiryChoice(): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const { expiry, now } = useStore(requestList, "expiry", "now");
  const end = now === null ? null : dateTime(language, now + EXPIRIES[expiry] * 1000);
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        label={t("form.expires")}
        value={expiry}
        onChange={(chosen) => {
          requestList.set({ expiry: chosen });
        }}
        options={(Object.keys(EXPIRIES) as Expiry[]).map((value) => {
          const unit = value.endsWith("h") ? "hours" : "days";
          return { value, label: t(`form.${unit}`, { count: Number.parseInt(value) }) };
        })}
      />
      {/* Rendered empty until the date is known, so that nothing moves. */}
      <p role="status" className="min-h-6 text-small text-soft">
        {end !== null && t("until", end)}
      </p>
    </div>
  );
}

/** The way without a link. */
function ByHand(): ReactNode {
  const t = useTranslations("request.manual");
  const language = useLocale();
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-4">
      <p className="max-w-lines text-soft">{t("text")}</p>
      <LinkButton href={`/${language}/receive/`} kind="quiet" className="self-start">
        {t("action")}
      </LinkButton>
    </div>
  );
}

/** Says that no request can be made here, before the person types anything. */
function Unavailable({ reason }: Readonly<{ reason: "relay" | "storage" }>): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  return (
    <div role="alert">
      <StatePanel
        drawing={<Failed />}
        title={t(`refused.${reason}.title`)}
        action={
          <LinkButton href={`/${language}/receive/`} kind="primary">
            {t("manual.action")}
          </LinkButton>
        }
      >
        <p>{t(`refused.${reason}.text`)}</p>
      </StatePanel>
    </div>
  );
}
