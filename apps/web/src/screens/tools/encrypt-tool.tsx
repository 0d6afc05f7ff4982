"use client";

import { FileText, KeyRound, LockKeyhole, LockOpen, Paperclip } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { Closing } from "../../ui/drawings/closing";
import { TextArea } from "../../ui/field";
import { Actions, Section } from "../../ui/page";
import { Select } from "../../ui/select";
import { StatePanel } from "../../ui/state-panel";
import { Checkbox } from "../../ui/toggle";
import { FileChoice } from "../compose/file-choice";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { JobAction } from "../compose/job-action";
import type { Encrypted } from "../encryption/encrypted";
import { EncryptedActions } from "../encryption/encrypted-actions";
import { EncryptedFacts, RecipientFacts } from "../encryption/encrypted-facts";
import { RecipientsForm } from "../encryption/recipients-form";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import {
  encryptCommand,
  encryptForm,
  encryptJob,
  encryptRecipients,
  runEncryption,
  wipeEncrypt,
} from "./encrypt-state";
import { ToolPage } from "./tool-page";

/** Encrypts a text or a file, to public keys or with a passphrase. */
export function EncryptTool(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const options = useStore(encryptForm, "content", "encryptTo", "format", "armor");
  const { list } = useStore(encryptRecipients.store, "list");
  const { result } = useStore(encryptJob.store, "result");
  useWipeOnLeave(wipeEncrypt);
  useEffect(() => {
    cryptoWorker();
  }, []);
  const recipients = options.encryptTo === "recipients" ? list : [];
  const details =
    result === null ? <RecipientFacts list={recipients} /> : <EncryptedFacts encrypted={result} />;
  return (
    <ToolPage
      title={t("title")}
      lead={t("lead")}
      command={encryptCommand(options)}
      details={details}
    >
      {result === null ? <EncryptForm /> : <EncryptResult encrypted={result} />}
    </ToolPage>
  );
}

function EncryptForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const tLocking = useTranslations("locking");
  const { encryptTo, passphrase, flaw } = useStore(encryptForm, "encryptTo", "passphrase", "flaw");
  return (
    <>
      <ContentForm />
      <Section>
        <Choices
          legend={t("with")}
          columns={2}
          value={encryptTo}
          onChange={(chosen) => {
            encryptForm.set({ encryptTo: chosen });
          }}
          options={[
            { value: "recipients", title: t("withs.recipients"), icon: LockOpen },
            { value: "passphrase", title: t("withs.passphrase"), icon: KeyRound },
          ]}
        />
        {encryptTo === "passphrase" && (
          <>
            <p className="text-small text-soft">{t("passphraseHint")}</p>
            <NewPassphrase
              draft={passphrase}
              flaw={flaw}
              mayBeNone={false}
              onChange={(changed) => {
                encryptForm.set({ passphrase: changed, flaw: null });
              }}
            />
          </>
        )}
      </Section>
      {encryptTo === "recipients" && <RecipientsForm recipients={encryptRecipients} />}
      <FormatForm />
      <JobAction
        job={encryptJob}
        icon={LockKeyhole}
        label={t("lock")}
        busyLabel={tLocking("busy")}
        onStart={() => void runEncryption().then(focusFirstInvalid)}
      />
    </>
  );
}

function ContentForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const tLocking = useTranslations("locking");
  const { content, text, file, isMissing } = useStore(
    encryptForm,
    "content",
    "text",
    "file",
    "isMissing",
  );
  return (
    <Section>
      <Choices
        legend={t("content")}
        columns={2}
        value={content}
        onChange={(chosen) => {
          encryptForm.set({ content: chosen, isMissing: false });
        }}
        options={[
          { value: "text", title: t("contents.text"), icon: FileText },
          { value: "file", title: t("contents.file"), icon: Paperclip },
        ]}
      />
      {content === "text" ? (
        <TextArea
          label={t("text")}
          error={isMissing ? tLocking("textMissing") : undefined}
          rows={6}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(typed) => {
            encryptForm.set({ text: typed, isMissing: false });
          }}
        />
      ) : (
        <FileChoice
          file={file}
          error={isMissing ? tLocking("fileMissing") : undefined}
          onChange={(chosen) => {
            // A failure of the file before does not apply to this one.
            encryptJob.reset();
            encryptForm.set({ file: chosen, isMissing: false });
          }}
        />
      )}
    </Section>
  );
}

const FORMATS = ["auto", "age", "classic"] as const;

function FormatForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const { content, format, armor } = useStore(encryptForm, "content", "format", "armor");
  return (
    <Section>
      <Select
        label={t("format")}
        hint={t("formatHint")}
        value={format}
        onChange={(chosen) => {
          encryptForm.set({ format: chosen });
        }}
        options={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
      />
      {content === "file" && format !== "classic" && (
        <Checkbox
          label={t("armor")}
          checked={armor}
          onChange={(checked) => {
            encryptForm.set({ armor: checked });
          }}
        />
      )}
    </Section>
  );
}

function EncryptResult({ encrypted }: Readonly<{ encrypted: Encrypted }>): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const tLocking = useTranslations("locking");
  const { content } = useStore(encryptForm, "content");
  const { recipientCount } = encrypted;
  return (
    <>
      <StatePanel
        drawing={<Closing />}
        title={t(`done.${content}`)}
        action={<EncryptedActions encrypted={encrypted} />}
      >
        {recipientCount === 0
          ? t("opensWithPassphrase")
          : tLocking("opensWith", { count: recipientCount })}
      </StatePanel>
      <Actions>
        <Button onClick={wipeEncrypt}>{t("again")}</Button>
        <Button
          kind="quiet"
          onClick={() => {
            encryptJob.reset();
          }}
        >
          {t("back")}
        </Button>
      </Actions>
    </>
  );
}
