"use client";

import { shellWord } from "@pct/messages/shell-word";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useFocusOnMount } from "../../state/focus-on-mount";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Closing } from "../../ui/drawings/closing";
import { Actions, Card, Page, Section } from "../../ui/page";
import { TechnicalDetails } from "../../ui/technical-details";
import type { Encrypted } from "../encryption/encrypted";
import { EncryptedActions } from "../encryption/encrypted-actions";
import { EncryptedFacts } from "../encryption/encrypted-facts";
import { sendDraft, sendJob, wipeSend } from "./send-state";

/** The encrypted result: to download or copy, with a message for the recipient. */
export function ResultView({ result }: Readonly<{ result: Encrypted }>): ReactNode {
  const t = useTranslations("send.done");
  const tLocking = useTranslations("locking");
  const { content } = useStore(sendDraft.store, "content");
  const { file, text, recipientCount } = result;
  const message = t("message", {
    file: file.name,
    address: useReceiveAddress(),
    word: shellWord(file.name),
  });
  return (
    <div ref={useFocusOnMount()} tabIndex={-1}>
      <Page
        title={t(`title.${content}`)}
        lead={tLocking("opensWith", { count: recipientCount })}
        drawing={<Closing />}
      >
        <Section>
          <p>{t("sendIt")}</p>
          <EncryptedActions encrypted={result} />
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
          <Button onClick={wipeSend}>{t("another")}</Button>
          <Button
            kind="quiet"
            onClick={() => {
              sendJob.reset();
            }}
          >
            {t("back")}
          </Button>
        </Actions>
        <TechnicalDetails title={tLocking("details.title")}>
          <EncryptedFacts encrypted={result} />
        </TechnicalDetails>
      </Page>
    </div>
  );
}

/** The page where the recipient decrypts it, in the language of the message. */
function useReceiveAddress(): string {
  return `${location.origin}/${useLocale()}/receive/`;
}
