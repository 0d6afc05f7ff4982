"use client";

import { FileText, KeyRound, LockOpen, Paperclip } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { Button } from "../../ui/button";
import { Checkbox, Choices, Select } from "../../ui/choice";
import { CopyButton } from "../../ui/copy-button";
import { DownloadButton } from "../../ui/download-button";
import { Closing } from "../../ui/drawings/states";
import { StatePanel } from "../../ui/state-panel";
import { TextArea } from "../../ui/field";
import { Actions, Section } from "../../ui/page";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import { FileChoice } from "../compose/file-choice";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { LockAction } from "../encryption/encrypt-action";
import type { Locked } from "../encryption/encrypted";
import { LockedFacts, RecipientFacts } from "../encryption/encrypted-facts";
import { RecipientsForm } from "../encryption/recipients-form";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { commandOf, draft, lock, locking, recipients, wipeLocking } from "./encrypt-state";
import { ToolPage } from "./tool-page";

/** Locks a text or a file, with padlocks or with a passphrase. */
export function EncryptTool(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const state = useStore(draft);
  const { list } = useStore(recipients.store);
  const { result } = useStore(locking.store);
  useWipedOnLeaving(wipeLocking);
  useEffect(() => {
    cryptoWorker();
  }, []);
  const padlocks = state.lockedWith === "recipients" ? list : [];
  const details =
    result === null ? <RecipientFacts list={padlocks} /> : <LockedFacts locked={result} />;
  return (
    <ToolPage title={t("title")} lead={t("lead")} command={commandOf(state)} details={details}>
      {result === null ? <LockForm /> : <Done locked={result} />}
    </ToolPage>
  );
}

function LockForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const { lockedWith, passphrase, flaw } = useStore(draft);
  return (
    <>
      <ContentForm />
      <Section>
        <Choices
          legend={t("with")}
          columns={2}
          value={lockedWith}
          onChange={(chosen) => {
            draft.set({ lockedWith: chosen });
          }}
          options={[
            { value: "recipients", title: t("withs.recipients"), icon: LockOpen },
            { value: "passphrase", title: t("withs.passphrase"), icon: KeyRound },
          ]}
        />
        {lockedWith === "passphrase" && (
          <>
            <p className="text-small text-soft">{t("passphraseHint")}</p>
            <NewPassphrase
              draft={passphrase}
              flaw={flaw}
              mayBeNone={false}
              onChange={(changed) => {
                draft.set({ passphrase: changed, flaw: null });
              }}
            />
          </>
        )}
      </Section>
      {lockedWith === "recipients" && <RecipientsForm recipients={recipients} />}
      <FormatForm />
      <LockAction
        locking={locking}
        label={t("lock")}
        onLock={() => void lock().then(focusFirstInvalid)}
      />
    </>
  );
}

function ContentForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const say = useTranslations("locking");
  const { content, text, file, isMissing } = useStore(draft);
  return (
    <Section>
      <Choices
        legend={t("content")}
        columns={2}
        value={content}
        onChange={(chosen) => {
          draft.set({ content: chosen, isMissing: false });
        }}
        options={[
          { value: "text", title: t("contents.text"), icon: FileText },
          { value: "file", title: t("contents.file"), icon: Paperclip },
        ]}
      />
      {content === "text" ? (
        <TextArea
          label={t("text")}
          error={isMissing ? say("textMissing") : undefined}
          rows={6}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(typed) => {
            draft.set({ text: typed, isMissing: false });
          }}
        />
      ) : (
        <FileChoice
          file={file}
          error={isMissing ? say("fileMissing") : undefined}
          onChange={(chosen) => {
            // What was said of another file is not about this one.
            locking.reset();
            draft.set({ file: chosen, isMissing: false });
          }}
        />
      )}
    </Section>
  );
}

const FORMATS = ["auto", "age", "classic"] as const;

function FormatForm(): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const { content, format, armor } = useStore(draft);
  return (
    <Section>
      <Select
        label={t("format")}
        hint={t("formatHint")}
        value={format}
        onChange={(chosen) => {
          draft.set({ format: chosen });
        }}
        options={FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
      />
      {content === "file" && format !== "classic" && (
        <Checkbox
          label={t("armor")}
          checked={armor}
          onChange={(checked) => {
            draft.set({ armor: checked });
          }}
        />
      )}
    </Section>
  );
}

function Done({ locked }: Readonly<{ locked: Locked }>): ReactNode {
  const t = useTranslations("toolsEncrypt");
  const say = useTranslations("locking");
  const { content } = useStore(draft);
  const { file, text, padlocks } = locked;
  return (
    <>
      <StatePanel
        drawing={<Closing />}
        title={t(`done.${content}`)}
        action={
          <Actions>
            <DownloadButton file={file}>{say("download", { name: file.name })}</DownloadButton>
            {text !== null && (
              <CopyButton value={text} label={say("copyText")} copied={say("textCopied")} />
            )}
          </Actions>
        }
      >
        {padlocks === 0 ? t("opensWithPassphrase") : say("opensWith", { count: padlocks })}
      </StatePanel>
      <Actions>
        <Button onClick={wipeLocking}>{t("again")}</Button>
        <Button
          kind="quiet"
          onClick={() => {
            locking.reset();
          }}
        >
          {t("back")}
        </Button>
      </Actions>
    </>
  );
}
