"use client";

import { FileText, KeyRound, LockKeyhole, Paperclip } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../crypto/client";
import { Button } from "../design/button";
import { Choices } from "../design/choice";
import { TextArea } from "../design/field";
import { Actions, Page, Section } from "../design/page";
import { ProgressBar } from "../design/progress";
import { Facts, TechnicalDetails } from "../design/technical-details";
import { FailureNotice } from "../failure/failure-notice";
import { useStore } from "../state/store";
import { useWipedOnLeaving } from "../state/wiped-on-leaving";
import { CredentialForm } from "./credential-form";
import { FileChoice } from "./file-choice";
import { focusFirstInvalid } from "./focus-first-invalid";
import { RecipientFacts } from "./locked-facts";
import { RecipientsForm } from "./recipients-form";
import { CONTENTS, draft, lock, locking, recipients, wipeSending } from "./sending";
import type { Content } from "./sending";
import { Sent } from "./sent";

const ICONS: Readonly<Record<Content, LucideIcon>> = {
  credential: KeyRound,
  text: FileText,
  file: Paperclip,
};

/** Sending: whose padlock, what goes into the box, and one button. */
export function Send(): ReactNode {
  const { result } = useStore(locking.store);
  useWipedOnLeaving(wipeSending);
  useEffect(() => {
    // The first padlock is then checked at once.
    cryptoWorker();
  }, []);
  return result === null ? <SendForm /> : <Sent locked={result} />;
}

function SendForm(): ReactNode {
  const t = useTranslations("send");
  const { content } = useStore(draft);
  const { list } = useStore(recipients.store);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <RecipientsForm recipients={recipients} />
      <Section title={t("contentTitle")}>
        <Choices
          legend={t("contentTitle")}
          hideLegend
          columns={3}
          value={content}
          onChange={(chosen) => {
            draft.set({ content: chosen, isMissing: false });
          }}
          options={CONTENTS.map((value) => ({
            value,
            title: t(`content.${value}`),
            icon: ICONS[value],
          }))}
        />
        <ContentForm content={content} />
      </Section>
      <LockAction padlocks={list.length} />
      <Details />
    </Page>
  );
}

function ContentForm({ content }: Readonly<{ content: Content }>): ReactNode {
  const t = useTranslations("send");
  const say = useTranslations("locking");
  const { text, file, isMissing } = useStore(draft);
  switch (content) {
    case "credential":
      return <CredentialForm />;
    case "text":
      return (
        <TextArea
          label={t("text.label")}
          hint={t("text.hint")}
          error={isMissing ? say("textMissing") : undefined}
          rows={6}
          spellCheck={false}
          autoCapitalize="none"
          value={text}
          onChange={(typed) => {
            draft.set({ text: typed, isMissing: false });
          }}
        />
      );
    case "file":
      return (
        <FileChoice
          file={file}
          error={isMissing ? say("fileMissing") : undefined}
          onChange={(chosen) => {
            // What was said of another file is not about this one.
            locking.reset();
            draft.set({ file: chosen, isMissing: false });
          }}
        />
      );
  }
}

function LockAction({ padlocks }: Readonly<{ padlocks: number }>): ReactNode {
  const t = useTranslations("send");
  const say = useTranslations("locking");
  const { isBusy, progress, failure } = useStore(locking.store);
  return (
    <div className="flex flex-col gap-4">
      <FailureNotice failure={failure} />
      {progress !== null && (
        <ProgressBar
          label={say("busy")}
          {...progress}
          onCancel={() => {
            locking.cancel();
          }}
        />
      )}
      <Actions>
        <Button
          kind="primary"
          icon={LockKeyhole}
          busy={isBusy}
          onClick={() => {
            if (lock() !== null) focusFirstInvalid();
          }}
        >
          {t("lock", { count: padlocks })}
        </Button>
      </Actions>
    </div>
  );
}

function Details(): ReactNode {
  const t = useTranslations("send.format");
  const say = useTranslations("locking.details");
  const { content, format } = useStore(draft);
  const { list } = useStore(recipients.store);
  return (
    <TechnicalDetails title={say("title")}>
      <RecipientFacts list={list} />
      {content === "text" ? (
        <Choices
          legend={t("label")}
          value={format}
          onChange={(chosen) => {
            draft.set({ format: chosen });
          }}
          options={(["age", "classic"] as const).map((value) => ({ value, title: t(value) }))}
        />
      ) : (
        <Facts facts={[{ name: say("format"), value: say("formats.age") }]} />
      )}
      {content === "text" && <p>{t("note")}</p>}
    </TechnicalDetails>
  );
}
