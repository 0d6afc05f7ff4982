"use client";

import { documentFileRoomBytes, fitsNote, plaintextRoomBytes } from "@pct/exchange/limits";
import { dateTime } from "@pct/messages/date-time";
import { LockKeyhole } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode, RefObject } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { Page, Section } from "../../ui/page";
import { sizeText } from "../../ui/size-text";
import { ContentForm } from "../compose/content-form";
import { FromField } from "../compose/credential-form";
import { ChosenFile } from "../compose/file-choice";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { answerDraft, answerJob, sendAnswer } from "./answer-state";
import type { AnswerableRequest } from "./answer-state";
import { LinkDetails } from "./link-details";
import { OwnLinkNotice } from "./own-link-notice";
import { Requester } from "./requester";
import { WithdrawnNotice } from "./withdraw-answer";

type Props = Readonly<{ open: AnswerableRequest }>;

/** The requester, the safety words, the form and one button. */
export function AnswerForm({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const tLocking = useTranslations("send");
  const { maxBytes, expiresAt } = open.request;
  const expiry = dateTime(useLocale(), Date.parse(expiresAt));
  return (
    <Page title={t("title")} lead={t("lead")}>
      <WithdrawnNotice />
      <OwnLinkNotice />
      <Requester words={open.key.words} />
      {/* Keeps a focused field visible above the sticky button. */}
      <div className="flex flex-col gap-8 **:scroll-mb-32">
        <Section title={tLocking("contentTitle")}>
          <ContentForm draft={answerDraft} maxFileBytes={documentFileRoomBytes(maxBytes)}>
            <FileToSend maxBytes={maxBytes} />
          </ContentForm>
          <SenderName maxBytes={maxBytes} />
          <p className="text-small text-soft">{t("once", expiry)}</p>
        </Section>
        <SendFailure />
      </div>
      <SendAction open={open} />
      <LinkDetails open={open} />
    </Page>
  );
}

/** The input for a file. States the relay's size limit before a file is chosen. */
function FileToSend({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer.file");
  const tLocking = useTranslations("locking");
  const language = useLocale();
  const { file, isMissing } = useStore(answerDraft.store, "file", "isMissing");
  const maxSize = plaintextRoomBytes(maxBytes);
  if (file !== null && file.size <= maxSize) {
    return (
      <ChosenFile
        file={file}
        onReplace={() => {
          choose(null);
        }}
      />
    );
  }
  const maximum = sizeText(maxSize, language);
  const missing = isMissing ? tLocking("fileMissing") : undefined;
  return (
    <DropZone
      label={tLocking("file.label")}
      hint={t("hint", { maximum })}
      error={
        file === null ? missing : t("tooLarge", { size: sizeText(file.size, language), maximum })
      }
      onFiles={([chosen]) => {
        if (chosen !== undefined) choose(chosen);
      }}
    />
  );
}

function choose(file: File | null): void {
  // A failure of the file before does not apply to this one.
  answerJob.reset();
  answerDraft.change({ file });
}

/** The sender's name. A credential has it in its own form; large contents are sent without it. */
function SenderName({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer");
  const { content, credential, text, file } = useStore(
    answerDraft.store,
    "content",
    "credential",
    "text",
    "file",
  );
  switch (content) {
    case "credential":
      return null;
    case "text":
      if (!fitsNote(text)) return <WithoutName>{t("textAlone")}</WithoutName>;
      break;
    case "file":
      if (file !== null && file.size > documentFileRoomBytes(maxBytes)) {
        return <WithoutName>{t("fileAlone")}</WithoutName>;
      }
  }
  return <FromField draft={answerDraft} value={credential.from} />;
}

function WithoutName({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return (
    <p role="status" className="text-small text-soft">
      {children}
    </p>
  );
}

/** The button to send, always visible at the bottom. */
function SendAction({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const { isBusy } = useStore(answerJob.store, "isBusy");
  return (
    <div className="sticky bottom-0 z-[1] -mx-4 flex flex-col gap-2 border-t border-line bg-paper px-4 py-3">
      <Button
        kind="primary"
        icon={LockKeyhole}
        busy={isBusy}
        onClick={() => {
          if (!sendAnswer(open)) focusFirstInvalid();
        }}
      >
        {t(isBusy ? "busy" : "action")}
      </Button>
    </div>
  );
}

/** Why it was not sent, scrolled into view: the button may be far from it. */
function SendFailure(): ReactNode {
  const t = useTranslations("answer");
  const { failure } = useStore(answerJob.store, "failure");
  return (
    <div ref={useScrollIntoView(failure !== null)} className="empty:hidden">
      <FailureNotice failure={failure} action={<p>{t("kept")}</p>} />
    </div>
  );
}

/** Scrolls when the size changes: the failure's sentence is loaded after the failure. */
function useScrollIntoView(isActive: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!isActive || element === null) return;
    const observer = new ResizeObserver(() => {
      element.scrollIntoView({ block: "nearest" });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [isActive]);
  return place;
}
