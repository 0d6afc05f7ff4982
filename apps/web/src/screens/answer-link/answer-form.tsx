"use client";

import { dateTime } from "@pct/messages/date-time";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { documentFileRoomBytes } from "@pct/exchange/limits";

import { useStore } from "../../state/store";
import { FailureNotice } from "../../ui/failure-notice";
import { IntoView } from "../../ui/into-view";
import { Page, Section } from "../../ui/page";
import { ContentForm } from "../compose/content-form";
import { KeptDraftGuard } from "../compose/kept-draft-guard";
import { Claims } from "./claims";
import { FileToSend, SenderName } from "./answer-file";
import { answerDraft, answerJob, answerState, keptAnswer } from "./answer-state";
import type { AnswerableRequest } from "./answer-state";
import { LinkDetails } from "./link-details";
import { OwnLinkNotice } from "./own-link-notice";
import { SendBar } from "./send-bar";
import { WithdrawnNotice } from "./withdraw-answer";
import { WordsStep } from "./words-step";

type Props = Readonly<{ open: AnswerableRequest }>;

/**
 * Who asks, what is sent, and the six words before the button. On a wide screen the words stand beside
 * the form; on a narrow one they are a step of their own.
 */
export function AnswerForm({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const { step } = useStore(answerState, "step");
  const isAtWords = step === "words";
  return (
    <div className="flex flex-col gap-5">
      {/* The words use the margin beside the column, as far as there is one. */}
      <div className="flex flex-col gap-5 wide:mr-[calc(-1*clamp(0px,(100vw-40rem)/2-2rem,18rem))] wide:grid wide:grid-cols-[minmax(0,1fr)_16rem] wide:gap-x-8">
        <Page title={t("title")} lead={isAtWords ? undefined : t("lead")} isDense>
          <WithdrawnNotice />
          <OwnLinkNotice />
          <Claims />
          <div className={isAtWords ? "hidden wide:block" : ""}>
            <Content open={open} />
          </div>
          <KeptDraftGuard draft={answerDraft} kept={keptAnswer} />
        </Page>
        <div className={isAtWords ? "" : "hidden wide:block"}>
          <WordsStep open={open} />
        </div>
      </div>
      <SendFailure />
      <SendBar open={open} />
      <LinkDetails open={open} />
    </div>
  );
}

function Content({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const tSend = useTranslations("send");
  const { maxBytes, expiresAt } = open.request;
  const expiry = dateTime(useLocale(), Date.parse(expiresAt));
  return (
    <Section title={tSend("contentTitle")}>
      <ContentForm draft={answerDraft} maxFileBytes={documentFileRoomBytes(maxBytes)}>
        <FileToSend maxBytes={maxBytes} />
      </ContentForm>
      <SenderName maxBytes={maxBytes} />
      <p className="text-small text-soft">{t("once", expiry)}</p>
    </Section>
  );
}

/** Why it was not sent, scrolled into view: the button may be far from it. */
function SendFailure(): ReactNode {
  const t = useTranslations("answer");
  const { failure } = useStore(answerJob.store, "failure");
  if (failure === null) return null;
  return (
    <IntoView>
      <FailureNotice failure={failure} action={<p>{t("kept")}</p>} />
    </IntoView>
  );
}
