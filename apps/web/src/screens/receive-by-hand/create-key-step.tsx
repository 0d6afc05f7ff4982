"use client";

import { Link2, LockOpen } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button, LinkButton } from "../../ui/button";
import { OpenPadlock } from "../../ui/drawings/objects";
import { MakingKeys } from "../../ui/drawings/states";
import { Actions, Section } from "../../ui/page";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { goTo, makePair, receiving } from "./receive-state";

/** What a padlock is, while one is being made. */
export function MakeStep(): ReactNode {
  const t = useTranslations("receive.make");
  const tLink = useTranslations("receive.link");
  const language = useLocale();
  const { pair, makeFailure } = useStore(receiving);
  const isReady = pair !== null;
  return (
    <Section title={t("title")}>
      <p className="max-w-lines">{t("text")}</p>
      {makeFailure === null && (
        <div className="flex items-center gap-4 rounded-card bg-wash p-4">
          {isReady ? (
            <OpenPadlock className="h-20 w-auto shrink-0" />
          ) : (
            <MakingKeys className="h-20 w-auto shrink-0" />
          )}
          <p role="status">{t(isReady ? "ready" : "making")}</p>
        </div>
      )}
      <FailureNotice
        failure={makeFailure}
        action={<Button onClick={() => void makePair()}>{t("retry")}</Button>}
      />
      <Actions>
        <Button
          kind="primary"
          icon={LockOpen}
          onClick={() => {
            goTo("guard");
          }}
        >
          {t("action")}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            goTo("open");
          }}
        >
          {t("haveKey")}
        </Button>
      </Actions>
      <div className="flex flex-col gap-1 border-t border-line pt-4">
        <p className="max-w-lines text-soft">{tLink("text")}</p>
        <LinkButton href={`/${language}/request/`} kind="quiet" icon={Link2} className="self-start">
          {tLink("action")}
        </LinkButton>
      </div>
    </Section>
  );
}
