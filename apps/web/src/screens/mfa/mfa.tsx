import type { Language } from "@pct/messages/portal";
import type { ReactNode } from "react";

import { PageTexts } from "../../i18n/page-texts";
import { translator } from "../../i18n/translator";
import { LinkButton } from "../../ui/button";
import { buttonClass } from "../../ui/button-class";
import { Notice } from "../../ui/notice";
import { Card, Page, Section } from "../../ui/page";
import { CLOUDS } from "./clouds";
import { CodeGenerator } from "./code-generator";

const STEPS = ["first", "second", "third", "fourth", "fifth"] as const;

/** How to turn on MFA at each provider, with a code generator for when the phone is not at hand. */
export function Mfa({ language }: Readonly<{ language: Language }>): ReactNode {
  const t = translator(language, "mfa");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <p className="max-w-lines">{t("needs")}</p>
      <Section title={t("clouds.title")}>
        <nav aria-label={t("clouds.title")} className="flex flex-wrap gap-3">
          {CLOUDS.map(({ id }) => (
            // A plain link: the browser then moves the focus, too.
            <a key={id} href={`#${id}`} className={buttonClass("secondary")}>
              {t(`${id}.title`)}
            </a>
          ))}
        </nav>
      </Section>
      {CLOUDS.map(({ id, place, address, guide }) => (
        <Section key={id} title={t(`${id}.title`)} id={id}>
          <Card>
            <ol className="flex list-decimal flex-col gap-3 pl-6 marker:font-semibold marker:text-action">
              {STEPS.map((step) => (
                <li key={step} className="pl-1">
                  {t(`${id}.steps.${step}`)}
                </li>
              ))}
            </ol>
            <div className="mt-4 flex flex-col gap-3 tablet:flex-row tablet:flex-wrap">
              <LinkButton href={address} external>
                {t("clouds.open", { place })}
              </LinkButton>
              <LinkButton href={guide[language]} kind="quiet" external>
                {t("clouds.read", { name: t(`${id}.title`) })}
              </LinkButton>
            </div>
          </Card>
        </Section>
      ))}
      <Section title={t("advice.title")}>
        <Notice kind="info">
          <p>{t("advice.codes")}</p>
        </Notice>
        <Notice kind="care">
          <p>{t("advice.phishing")}</p>
        </Notice>
      </Section>
      <Section title={t("aid.title")} id="code">
        <PageTexts language={language} groups={["design", "mfa"]}>
          <CodeGenerator />
        </PageTexts>
      </Section>
    </Page>
  );
}
