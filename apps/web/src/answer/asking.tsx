"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Card, Section } from "../design/page";
import { SafetyWords } from "../design/safety-words";
import { useStore } from "../state/store";
import { momentText } from "../texts/moment";
import { answering } from "./answering";
import type { OpenRequest } from "./answering";

/** Who asks, what for, until when; and the words by which to make sure of it. */
export function Asking({ open }: Readonly<{ open: OpenRequest }>): ReactNode {
  const t = useTranslations("answer.words");
  return (
    <>
      <Claims open={open} />
      <Section title={t("title")}>
        <p className="max-w-lines">{t("when")}</p>
        <SafetyWords words={open.padlock.words} />
      </Section>
    </>
  );
}

/** What the link says of itself. It is shown as words of a stranger, and as text only. */
function Claims({ open }: Readonly<{ open: OpenRequest }>): ReactNode {
  const t = useTranslations("answer.asking");
  const { link } = useStore(answering);
  const expires = t("moment", momentText(open.request.expiresAt, useLocale()));
  const claims = [
    { name: t("from"), value: link?.from ?? "" },
    { name: t("for"), value: link?.for ?? "" },
  ].filter(({ value }) => value !== "");
  return (
    <Card>
      <h2 className="sr-only">{t("title")}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {[...claims, { name: t("expires"), value: expires }].map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 font-semibold break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-soft">{t(claims.length === 0 ? "unsaid" : "written")}</p>
    </Card>
  );
}
