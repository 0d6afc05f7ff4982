"use client";

import { FILES_ROOM_BYTES } from "@pct/exchange/limits";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { BackLink } from "../../ui/back-link";
import { Choices } from "../../ui/choices";
import { Page, Section } from "../../ui/page";
import { Facts, TechnicalDetails } from "../../ui/technical-details";
import { ViewFocus } from "../../ui/view-focus";
import { ContentForm } from "../compose/content-form";
import { FileChoice } from "../compose/file-choice";
import { KeptDraftGuard } from "../compose/kept-draft-guard";
import { RecipientFacts } from "../encryption/encrypted-facts";
import { RecipientsForm } from "../encryption/recipients-form";
import { useChosenWay } from "./chosen-way";
import { LockBar, LockFailure } from "./lock-bar";
import { ResultView } from "./result-view";
import { SendEntry } from "./send-entry";
import { keptSend, sendDraft, sendJob, sendOptions, sendRecipients, wipeSend } from "./send-state";

/** Encrypts a credential to public keys that the recipients gave by other means than a link. */
export function SendByHand(): ReactNode {
  const { result } = useStore(sendJob.store, "result");
  useWipeOnLeave(wipeSend);
  useEffect(() => {
    // Starts the worker early, so that the first public key is checked without delay.
    cryptoWorker();
  }, []);
  const way = useChosenWay();
  if (result !== null) return <ResultView result={result} />;
  return (
    <ViewFocus view={way ?? "entry"} isLoaded={way !== null}>
      {way === "hand" ? <SendForm /> : <SendEntry />}
    </ViewFocus>
  );
}

function SendForm(): ReactNode {
  const t = useTranslations("send");
  const { list } = useStore(sendRecipients.store, "list");
  const hasPadlock = list.some(({ text, info }) => info !== null || text.trim() !== "");
  useEffect(() => {
    void keptSend.open("by-hand");
  }, []);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <RecipientsForm recipients={sendRecipients} />
      <Section title={t("contentTitle")}>
        <ContentForm draft={sendDraft} maxFileBytes={FILES_ROOM_BYTES}>
          <FileToEncrypt />
        </ContentForm>
      </Section>
      <KeptDraftGuard draft={sendDraft} kept={keptSend} hasMore={hasPadlock} />
      <LockFailure />
      <LockBar />
      <Details />
      <BackLink href="#">{t("entry.back")}</BackLink>
    </Page>
  );
}

function FileToEncrypt(): ReactNode {
  const tLocking = useTranslations("locking");
  const { file, isMissing } = useStore(sendDraft.store, "file", "isMissing");
  return (
    <FileChoice
      file={file}
      error={isMissing ? tLocking("fileMissing") : undefined}
      onChange={(chosen) => {
        // A failure of the file before does not apply to this one.
        sendJob.reset();
        sendDraft.change({ file: chosen });
      }}
    />
  );
}

function Details(): ReactNode {
  const t = useTranslations("send.format");
  const tLocking = useTranslations("locking.details");
  const { content } = useStore(sendDraft.store, "content");
  const { textFormat } = useStore(sendOptions, "textFormat");
  const { list } = useStore(sendRecipients.store, "list");
  return (
    <TechnicalDetails title={tLocking("title")}>
      <RecipientFacts list={list} />
      {content === "text" ? (
        <Choices
          legend={t("label")}
          value={textFormat}
          onChange={(chosen) => {
            sendOptions.set({ textFormat: chosen });
          }}
          options={(["age", "classic"] as const).map((value) => ({ value, title: t(value) }))}
        />
      ) : (
        <Facts facts={[{ name: tLocking("format"), value: tLocking("formats.age") }]} />
      )}
      {content === "text" && <p>{t("note")}</p>}
    </TechnicalDetails>
  );
}
