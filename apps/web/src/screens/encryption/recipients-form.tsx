"use client";

import { Plus, RotateCcw, UserMinus } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode, RefObject } from "react";
import { useTranslations } from "use-intl/react";

import type { RecipientInfo } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { OpenPadlock } from "../../ui/drawings/objects";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { TextArea } from "../../ui/field";
import { FileName } from "../../ui/file-name";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { ProgressBar } from "../../ui/progress";
import { SafetyWords } from "../../ui/safety-words";
import { LinkNotice } from "../../ui/link-notice";
import type { Recipient, Recipients } from "./recipients";

/** The inputs for the recipients' public keys, with the safety words of each key. */
export function RecipientsForm({ recipients }: Readonly<{ recipients: Recipients }>): ReactNode {
  const t = useTranslations("locking.recipients");
  const { list, missing } = useStore(recipients.store, "list", "missing");
  return (
    <Section title={t("title")}>
      {list.map((recipient) => (
        <RecipientInput
          key={recipient.id}
          recipient={recipient}
          recipients={recipients}
          isMissing={recipient.id === missing}
          isOnly={list.length === 1}
        />
      ))}
      {list.every(({ info }) => info !== null) && (
        <Actions>
          <Button
            kind="quiet"
            icon={Plus}
            onClick={() => {
              focusRecipient(recipients.add());
            }}
          >
            {t("add")}
          </Button>
        </Actions>
      )}
    </Section>
  );
}

function RecipientInput({
  recipient,
  recipients,
  isMissing,
  isOnly,
}: Readonly<{
  recipient: Recipient;
  recipients: Recipients;
  isMissing: boolean;
  isOnly: boolean;
}>): ReactNode {
  const t = useTranslations("locking.recipients");
  const { id, info } = recipient;
  const container = useFocusWhen(info !== null);
  const remove = !isOnly && (
    <Button
      kind="quiet"
      icon={UserMinus}
      onClick={() => {
        recipients.remove(id);
      }}
    >
      {t("remove")}
    </Button>
  );
  return (
    <div
      ref={container}
      id={recipientElementId(id)}
      tabIndex={-1}
      className="flex flex-col gap-4 rounded-card outline-offset-4"
    >
      {info === null ? (
        <>
          <KeyInput recipient={recipient} recipients={recipients} isMissing={isMissing} />
          {remove}
        </>
      ) : (
        <KeyCard info={info} fileName={recipient.fileName}>
          <Remarks recipient={recipient} />
          <Actions>
            <Button
              kind="quiet"
              icon={RotateCcw}
              onClick={() => {
                recipients.clear(id);
              }}
            >
              {t("replace")}
            </Button>
            {remove}
          </Actions>
        </KeyCard>
      )}
    </div>
  );
}

function recipientElementId(id: number): string {
  return `recipient-${id.toString()}`;
}

/** Focuses a place that was just added. */
function focusRecipient(id: number): void {
  setTimeout(() => {
    document.getElementById(recipientElementId(id))?.focus();
  });
}

/** Moves the focus to the container when the focused input or button is replaced. */
function useFocusWhen(isReplaced: boolean): RefObject<HTMLDivElement | null> {
  const container = useRef<HTMLDivElement>(null);
  const wasReplaced = useRef(isReplaced);
  useEffect(() => {
    if (wasReplaced.current !== isReplaced) container.current?.focus();
    wasReplaced.current = isReplaced;
  }, [isReplaced]);
  return container;
}

/** Takes a public key as a file or as text. A refused key stays on screen until another is given. */
function KeyInput({
  recipient,
  recipients,
  isMissing,
}: Readonly<{ recipient: Recipient; recipients: Recipients; isMissing: boolean }>): ReactNode {
  const t = useTranslations("locking.recipients");
  const { id, text, fileName, isReading, link, failure } = recipient;
  const isPasted = useRef(false);
  const missing = isReading ? t("waiting") : t("missing");
  return (
    <>
      <FailureNotice failure={failure} />
      {isReading && fileName !== null && <ProgressBar label={t("reading")} />}
      <DropZone
        label={t("file")}
        hint={t("hint")}
        error={isMissing && failure === null ? missing : undefined}
        onFiles={([file]) => {
          if (file !== undefined) void recipients.giveFile(id, file);
        }}
        onText={(pasted) => {
          void recipients.giveText(id, pasted, true);
        }}
      />
      <TextArea
        label={t("paste")}
        rows={2}
        mono
        spellCheck={false}
        autoCapitalize="none"
        value={text}
        onPaste={() => {
          isPasted.current = true;
        }}
        onChange={(typed) => {
          void recipients.giveText(id, typed, isPasted.current);
          isPasted.current = false;
        }}
        onBlur={() => {
          if (text.trim() !== "" && failure === null && link === null)
            void recipients.giveText(id, text, true);
        }}
      />
      {link !== null && <LinkNotice link={link} />}
    </>
  );
}

/** What was not used of a file or a text. */
function Remarks({
  recipient: { leftOut, isFromCertificate },
}: Readonly<{ recipient: Recipient }>): ReactNode {
  const t = useTranslations("locking.recipients");
  return (
    <>
      {leftOut > 0 && <Notice kind="info">{t("leftOut", { count: leftOut })}</Notice>}
      {isFromCertificate && <Notice kind="info">{t("certificate")}</Notice>}
    </>
  );
}

function KeyCard({
  info,
  fileName,
  children,
}: Readonly<{ info: RecipientInfo; fileName: string | null; children: ReactNode }>): ReactNode {
  const t = useTranslations("locking.recipients");
  return (
    <Card>
      <div className="flex items-center gap-4">
        <OpenPadlock className="h-16 w-auto shrink-0" />
        <div className="min-w-0">
          <h3 className="font-semibold">{t("ready")}</h3>
          {fileName !== null && (
            <p className="text-small text-soft">
              <FileName name={fileName} />
            </p>
          )}
        </div>
      </div>
      {info.kind === "rsa" ? (
        <>
          <h4 className="font-semibold">{t("wordsTitle")}</h4>
          <SafetyWords words={info.words} />
          <p className="text-small text-soft">{t("words")}</p>
        </>
      ) : (
        <p className="text-small text-soft">{t("noWords")}</p>
      )}
      {children}
    </Card>
  );
}
