"use client";

import { FileLock2, KeyRound, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeyHandle } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button } from "../../ui/button";
import { DropZone, usePreventFileNavigation } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { FileName } from "../../ui/file-name";
import { TextArea } from "../../ui/field";
import { IntoView } from "../../ui/into-view";
import { LinkNotice } from "../../ui/link-notice";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { ProgressBar } from "../../ui/progress";
import { sizeText } from "../../ui/size-text";
import type { OpenSession } from "./open-session";

/**
 * The form for a ciphertext and for the key or passphrase that decrypts it.
 *
 * @param hasKeys - Whether the browser has keys to try, besides the key file.
 * @param keysText - Describes these keys; omitted if there are none.
 */
export function OpenForm({
  session,
  hasKeys,
  keysText,
}: Readonly<{
  session: OpenSession;
  hasKeys: boolean;
  keysText?: string | undefined;
}>): ReactNode {
  const { format, hasErased } = useStore(session.store, "format", "hasErased");
  const needsPassphrase = format === "age-passphrase";
  usePreventFileNavigation();
  return (
    <>
      {hasErased && <Erased />}
      <Source session={session} />
      {needsPassphrase ? (
        <SourcePassphrase session={session} />
      ) : (
        <Keys session={session} hasKeys={hasKeys} keysText={keysText} />
      )}
      <Failure session={session} />
    </>
  );
}

/** Why it was not decrypted, scrolled into view: the button may be far from it. */
function Failure({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const { failure, link, keyFile } = useStore(session.store, "failure", "link", "keyFile");
  const { failure: jobFailure } = useStore(session.job.store, "failure");
  const shown = jobFailure ?? failure;
  // One thing at a time: the notice of the link, or of the key, stands at its field.
  const hasOther = link !== null || (keyFile?.failure ?? null) !== null;
  if (hasOther || shown === null) return null;
  return (
    <IntoView>
      <FailureNotice failure={shown} />
    </IntoView>
  );
}

/** The button that decrypts, in view wherever the person is in an {@link OpenForm}, with its progress. */
export function OpenBar({
  session,
  keys,
}: Readonly<{ session: OpenSession; keys: readonly KeyHandle[] }>): ReactNode {
  const t = useTranslations("open.form");
  const { isPreparing, format } = useStore(session.store, "isPreparing", "format");
  const { isBusy, progress } = useStore(session.job.store, "isBusy", "progress");
  return (
    <ActionBar>
      {isBusy && (
        <ProgressBar
          label={t("working")}
          done={progress?.done}
          total={progress?.total}
          onCancel={() => {
            session.job.cancel();
          }}
        />
      )}
      <Button
        kind="primary"
        icon={KeyRound}
        busy={isBusy || isPreparing}
        onClick={() => void session.open(keys)}
      >
        {t(format === "age-passphrase" ? "actionPassphrase" : "action")}
      </Button>
    </ActionBar>
  );
}

/** Takes the focus: the focused button was erased with the result. */
function Erased(): ReactNode {
  const t = useTranslations("open.form");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Notice kind="done" live>
        {t("erased")}
      </Notice>
    </div>
  );
}

/** The ciphertext: a file, or its text. */
function Source({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.form");
  const { file, text, missing, format, link } = useStore(
    session.store,
    "file",
    "text",
    "missing",
    "format",
    "link",
  );
  if (file !== null) {
    return (
      <GivenFile
        file={file}
        note={format === null ? undefined : t(`found.${format}`)}
        removeLabel={t("remove")}
        onRemove={() => void session.giveText("")}
      />
    );
  }
  return (
    <>
      <DropZone
        label={t("drop")}
        hint={t("dropHint")}
        error={missing === "source" ? t("missing") : undefined}
        onFiles={([first]) => first !== undefined && void session.giveFile(first)}
        onText={(pasted) => void session.giveText(pasted)}
      />
      <TextArea
        label={t("paste")}
        hint={t("pasteHint")}
        mono
        rows={text === "" ? 3 : 8}
        value={text}
        onChange={(typed) => void session.giveText(typed)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      {link !== null && <LinkNotice link={link} />}
    </>
  );
}

function SourcePassphrase({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.form");
  const { passphrase, missing } = useStore(session.store, "passphrase", "missing");
  return (
    <PasswordField
      label={t("passphrase")}
      hint={t("passphraseHint")}
      value={passphrase}
      onChange={(typed) => {
        session.typePassphrase(typed);
      }}
      error={missing === "passphrase" ? t("missingPassphrase") : undefined}
    />
  );
}

/** The keys that the browser has, or a key file. */
function Keys({
  session,
  hasKeys,
  keysText,
}: Readonly<{ session: OpenSession; hasKeys: boolean; keysText: string | undefined }>): ReactNode {
  const t = useTranslations("open.form.keys");
  const { keyFile, asksForKeyFile, missing } = useStore(
    session.store,
    "keyFile",
    "asksForKeyFile",
    "missing",
  );
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{t("title")}</h3>
      {keyFile === null && <p>{hasKeys ? keysText : t("none")}</p>}
      {keyFile !== null ? (
        <ChosenKey session={session} />
      ) : hasKeys && !asksForKeyFile ? (
        <div>
          <Button
            kind="quiet"
            className="self-start"
            onClick={() => {
              session.askForKeyFile();
            }}
          >
            {t("useFile")}
          </Button>
        </div>
      ) : (
        <DropZone
          label={t("drop")}
          hint={t("dropHint")}
          error={missing === "key" ? t("missing") : undefined}
          onFiles={([first]) => first !== undefined && void session.giveKeyFile(first)}
        />
      )}
    </div>
  );
}

function ChosenKey({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.form.keys");
  const { keyFile, missing } = useStore(session.store, "keyFile", "missing");
  if (keyFile === null) return null;
  const { file, isEncrypted, key, passphrase, failure } = keyFile;
  return (
    <>
      <GivenFile
        file={file}
        note={key === null ? undefined : t("ready")}
        removeLabel={t("remove")}
        onRemove={() => {
          session.removeKeyFile();
        }}
      />
      {isEncrypted && key === null && (
        <PasswordField
          label={t("passphrase")}
          hint={t("passphraseHint")}
          value={passphrase}
          onChange={(typed) => {
            session.typeKeyPassphrase(typed);
          }}
          error={missing === "key-passphrase" ? t("missingPassphrase") : undefined}
        />
      )}
      <FailureNotice failure={failure} />
    </>
  );
}

/** A chosen file, with its name and size, and a button to remove it. */
function GivenFile({
  file,
  note,
  removeLabel,
  onRemove,
}: Readonly<{
  file: File;
  note: string | undefined;
  removeLabel: string;
  onRemove: () => void;
}>): ReactNode {
  const language = useLocale();
  return (
    <div className="flex items-center gap-3 rounded-card border border-line bg-sheet py-2 pr-2 pl-4 shadow-soft">
      <FileLock2 aria-hidden className="size-6 shrink-0 text-action" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          <FileName name={file.name} />
        </p>
        <p role="status" className="text-small text-soft">
          {sizeText(file.size, language)}
          {note !== undefined && ` · ${note}`}
        </p>
      </div>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="flex size-11 shrink-0 items-center justify-center rounded-inner text-soft hover:bg-action-wash hover:text-ink"
      >
        <X aria-hidden className="size-5" />
      </button>
    </div>
  );
}
