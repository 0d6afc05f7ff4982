"use client";

import { Link2, LockOpen } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button, LinkButton } from "../../ui/button";
import { MakingKeys } from "../../ui/drawings/making-keys";
import { OpenPadlock } from "../../ui/drawings/objects";
import { FailureNotice } from "../../ui/failure-notice";
import { Section } from "../../ui/page";
import { createPair, goToStep, receiveState } from "./receive-state";

/** Explains what a padlock (public key) is, while the key pair is generated. */
export function CreateKeyStep(): ReactNode {
  const t = useTranslations("receive.make");
  const tLink = useTranslations("receive.link");
  const language = useLocale();
  const { pair, createFailure } = useStore(receiveState, "pair", "createFailure");
  const isReady = pair !== null;
  return (
    <>
      <Section title={t("title")}>
        <p className="max-w-lines">{t("text")}</p>
        {createFailure === null && (
          <div className="flex flex-wrap items-center gap-4 rounded-card bg-wash p-4">
            {isReady ? (
              <OpenPadlock className="h-20 w-auto shrink-0" />
            ) : (
              <MakingKeys className="h-20 w-auto shrink-0" />
            )}
            <p role="status" className="min-w-0 flex-1 basis-36">
              {t(isReady ? "ready" : "making")}
            </p>
          </div>
        )}
        <FailureNotice
          failure={createFailure}
          action={<Button onClick={() => void createPair()}>{t("retry")}</Button>}
        />
      </Section>
      <ActionBar>
        <Button
          kind="primary"
          icon={LockOpen}
          onClick={() => {
            goToStep("guard");
          }}
        >
          {t("action")}
        </Button>
      </ActionBar>
      <div className="flex flex-col gap-4">
        <Button
          kind="quiet"
          className="self-start"
          onClick={() => {
            goToStep("open");
          }}
        >
          {t("haveKey")}
        </Button>
        <div className="flex flex-col gap-1 border-t border-line pt-4">
          <p className="max-w-lines text-soft">{tLink("text")}</p>
          <LinkButton
            href={`/${language}/request/`}
            kind="quiet"
            icon={Link2}
            className="self-start"
          >
            {tLink("action")}
          </LinkButton>
        </div>
      </div>
    </>
  );
}
