"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { DownloadButton } from "../../ui/download-button";
import { Closing } from "../../ui/drawings/states";
import { Actions, Card, Page, Section } from "../../ui/page";
import { TechnicalDetails } from "../../ui/technical-details";
import { useFocusOnArrival } from "../../state/focus-on-mount";
import { useStore } from "../../state/store";
import type { Locked } from "../encryption/encrypted";
import { LockedFacts } from "../encryption/encrypted-facts";
import { drafting, locking, wipeSending } from "./send-state";

/** It is locked: save it or copy it, and tell the recipient what to do with it. */
export function Sent({ locked }: Readonly<{ locked: Locked }>): ReactNode {
  const t = useTranslations("send.done");
  const say = useTranslations("locking");
  const { content } = useStore(drafting.store);
  const { file, text, padlocks } = locked;
  const message = t("message", { file: file.name, address: useReceiveAddress() });
  return (
    <div ref={useFocusOnArrival()} tabIndex={-1}>
      <Page
        title={t(`title.${content}`)}
        lead={say("opensWith", { count: padlocks })}
        drawing={<Closing />}
      >
        <Section>
          <p>{t("sendIt")}</p>
          <Actions>
            <DownloadButton file={file}>{say("download", { name: file.name })}</DownloadButton>
            {text !== null && (
              <CopyButton value={text} label={say("copyText")} copied={say("textCopied")} />
            )}
          </Actions>
          {text !== null && <p className="text-small text-soft">{t("sendText")}</p>}
        </Section>
        <Section title={t("tellTitle")}>
          <Card>
            <p className="break-words">{message}</p>
            <Actions>
              <CopyButton value={message} label={t("copyMessage")} copied={t("messageCopied")} />
            </Actions>
          </Card>
        </Section>
        <Actions>
          <Button onClick={wipeSending}>{t("another")}</Button>
          <Button
            kind="quiet"
            onClick={() => {
              locking.reset();
            }}
          >
            {t("back")}
          </Button>
        </Actions>
        <TechnicalDetails title={say("details.title")}>
          <LockedFacts locked={locked} />
        </TechnicalDetails>
      </Page>
    </div>
  );
}

/** Where the recipient opens it: this portal, in the language in which they are being told. */
function useReceiveAddress(): string {
  return `${location.origin}/${useLocale()}/receive/`;
}
