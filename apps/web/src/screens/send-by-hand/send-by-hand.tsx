"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { CREDENTIAL_FILES } from "../../crypto/limits";
import { Choices } from "../../ui/choice";
import { Page, Section } from "../../ui/page";
import { Facts, TechnicalDetails } from "../../ui/technical-details";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { ContentForm } from "../compose/content-form";
import { FileChoice } from "../compose/file-choice";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { LockAction } from "../encryption/encrypt-action";
import { RecipientFacts } from "../encryption/encrypted-facts";
import { RecipientsForm } from "../encryption/recipients-form";
import { drafting, format, lock, locking, recipients, wipeSending } from "./send-state";
import { Sent } from "./sent-view";

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
  const { list } = useStore(recipients.store);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <RecipientsForm recipients={recipients} />
      <Section title={t("contentTitle")}>
        <ContentForm drafting={drafting} fileRoom={CREDENTIAL_FILES.room}>
          <FileToLock />
        </ContentForm>
      </Section>
      <LockAction
        locking={locking}
        label={t("lock", { count: list.length })}
        onLock={() => {
          if (lock() !== null) focusFirstInvalid();
        }}
      />
      <Details />
    </Page>
  );
}

function FileToLock(): ReactNode {
  const say = useTranslations("locking");
  const { file, isMissing } = useStore(drafting.store);
  return (
    <FileChoice
      file={file}
      error={isMissing ? say("fileMissing") : undefined}
      onChange={(chosen) => {
        // What was said of another file is not about this one.
        locking.reset();
        drafting.change({ file: chosen });
      }}
    />
  );
}

function Details(): ReactNode {
  const t = useTranslations("send.format");
  const say = useTranslations("locking.details");
  const { content } = useStore(drafting.store);
  const { chosen } = useStore(format);
  const { list } = useStore(recipients.store);
  return (
    <TechnicalDetails title={say("title")}>
      <RecipientFacts list={list} />
      {content === "text" ? (
        <Choices
          legend={t("label")}
          value={chosen}
          onChange={(wanted) => {
            format.set({ chosen: wanted });
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
