"use client";

import { Link2 } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button, LinkButton } from "../../ui/button";
import { Select } from "../../ui/choice";
import { Failed } from "../../ui/drawings/states";
import { StatePanel } from "../../ui/state-panel";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Page, Section } from "../../ui/page";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { momentIn } from "../../i18n/date-time";
import { ask, asking, EXPIRIES, look } from "./request-list-state";
import type { Expiry } from "./request-list-state";
import { RequestList } from "./request-list";

/** Characters of a label; what is longer is cut in the link. */
const LABEL = 80;

/** Milliseconds between two looks at how the requests stand, while somebody sees them. */
const LOOK_EVERY = 15_000;

/** The requests that there are, and the form for a new one. */
export function AskView(): ReactNode {
  const t = useTranslations("request");
  const { kept, refused } = useStore(asking);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void look();
    }, LOOK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const hasRequests = kept !== null && kept.length > 0;
  return (
    <Page title={t("title")} lead={t("lead")}>
      {hasRequests && <RequestList />}
      {refused === null ? (
        <Section {...(hasRequests ? { title: t("form.title") } : {})}>
          <Form />
          <ByHand />
        </Section>
      ) : (
        <Refused reason={refused} />
      )}
    </Page>
  );
}

function Form(): ReactNode {
  const t = useTranslations("request");
  const { for: what, from, isMaking, failure } = useStore(asking);
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <Field
        label={t("form.for")}
        optional={t("optional")}
        hint={t("form.forHint")}
        value={what}
        maxLength={LABEL}
        autoComplete="off"
        onChange={(typed) => {
          asking.set({ for: typed });
        }}
      />
      <Field
        label={t("form.from")}
        optional={t("optional")}
        hint={t("form.fromHint")}
        value={from}
        maxLength={LABEL}
        autoComplete="name"
        onChange={(typed) => {
          asking.set({ from: typed });
        }}
      />
      <ExpiryChoice />
      {isMaking && (
        <Notice kind="info" live>
          {t("form.making")}
        </Notice>
      )}
      <FailureNotice failure={failure} />
      <Actions>
        <Button type="submit" kind="primary" icon={Link2} busy={isMaking}>
          {t("form.action")}
        </Button>
      </Actions>
    </form>
  );
}

function ExpiryChoice(): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const { expiry, now } = useStore(asking);
  const end = now === null ? null : momentIn(language, now + EXPIRIES[expiry] * 1000);
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        label={t("form.expires")}
        value={expiry}
        onChange={(chosen) => {
          asking.set({ expiry: chosen });
        }}
        options={(Object.keys(EXPIRIES) as Expiry[]).map((value) => {
          const unit = value.endsWith("h") ? "hours" : "days";
          return { value, label: t(`form.${unit}`, { count: Number.parseInt(value) }) };
        })}
      />
      {/* The line is there before the date is known, so that nothing moves. */}
      <p role="status" className="min-h-6 text-small text-soft">
        {end !== null && t("until", end)}
      </p>
    </div>
  );
}

/** The other way, for whom a link is of no use. */
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

/** Why nothing can be asked for here, before anything was typed for it. */
function Refused({ reason }: Readonly<{ reason: "relay" | "storage" }>): ReactNode {
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
