"use client";

import { FileLock2, KeyRound, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { shownName } from "../../crypto/file-name";
import type { KeyHandle } from "../../crypto/interface/keys";
import { Button } from "../../ui/button";
import { DropZone, usePreventFileNavigation } from "../../ui/drop-zone";
import { TextArea } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { ProgressBar } from "../../ui/progress";
import { sizeText } from "../../ui/size-text";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import type { Opening } from "./open-session";

/**
 * Where one gives what was sent, and the key: by what the browser has, or by a key file.
 *
 * @param keys - What is tried on it, beside the key file.
 * @param keysText - Which keys these are, in words; nothing where there are none.
 */
export function OpenForm({
  opening,
  keys,
  keysText,
  actions,
}: Readonly<{
  opening: Opening;
  keys: readonly KeyHandle[];
  keysText?: string | undefined;
  /** Buttons beside the one that opens. */
  actions?: ReactNode;
}>): ReactNode {
  const t = useTranslations("open.form");
  const { failure, isPreparing, locking, hasErased } = useStore(opening.store);
  const work = useStore(opening.work.store);
  const isSealed = locking === "age-passphrase";
  usePreventFileNavigation();
  return (
    <>
      {hasErased && <Erased />}
      <Source opening={opening} />
      {isSealed ? (
        <SourcePassphrase opening={opening} />
      ) : (
        <Keys opening={opening} hasKeys={keys.length > 0} keysText={keysText} />
      )}
      <FailureNotice failure={work.failure ?? failure} />
      {work.isBusy && (
        <ProgressBar
          label={t("working")}
          done={work.progress?.done}
          total={work.progress?.total}
          onCancel={() => {
            opening.work.cancel();
          }}
        />
      )}
      <Actions>
        <Button
          kind="primary"
          icon={KeyRound}
          busy={work.isBusy || isPreparing}
          onClick={() => void opening.open(keys)}
        >
          {t(isSealed ? "actionPassphrase" : "action")}
        </Button>
        {actions}
      </Actions>
    </>
  );
}

/** Takes the focus from the button that has gone with what it erased. */
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

/** A file, or the text of one. */
function Source({ opening }: Readonly<{ opening: Opening }>): ReactNode {
  const t = useTranslations("open.form");
  const { file, text, missing, locking } = useStore(opening.store);
  if (file !== null) {
    return (
      <GivenFile
        file={file}
        note={locking === null ? undefined : t(`found.${locking}`)}
        removeLabel={t("remove")}
        onRemove={() => void opening.giveText("")}
      />
    );
  }
  return (
    <>
      <DropZone
        label={t("drop")}
        hint={t("dropHint")}
        error={missing === "source" ? t("missing") : undefined}
        onFiles={([first]) => first !== undefined && void opening.giveFile(first)}
        onText={(pasted) => void opening.giveText(pasted)}
      />
      <TextArea
        label={t("paste")}
        hint={t("pasteHint")}
        mono
        rows={text === "" ? 3 : 8}
        value={text}
        onChange={(typed) => void opening.giveText(typed)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </>
  );
}

function SourcePassphrase({ opening }: Readonly<{ opening: Opening }>): ReactNode {
  const t = useTranslations("open.form");
  const { passphrase, missing } = useStore(opening.store);
  return (
    <PasswordField
      label={t("passphrase")}
      hint={t("passphraseHint")}
      value={passphrase}
      onChange={(typed) => {
        opening.typePassphrase(typed);
      }}
      error={missing === "passphrase" ? t("missingPassphrase") : undefined}
    />
  );
}

/** The keys that are there, or the file of one. */
function Keys({
  opening,
  hasKeys,
  keysText,
}: Readonly<{ opening: Opening; hasKeys: boolean; keysText: string | undefined }>): ReactNode {
  const t = useTranslations("open.form.keys");
  const { keyFile, wantsKeyFile, missing } = useStore(opening.store);
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{t("title")}</h3>
      {keyFile === null && <p>{hasKeys ? keysText : t("none")}</p>}
      {keyFile !== null ? (
        <ChosenKey opening={opening} />
      ) : hasKeys && !wantsKeyFile ? (
        <div>
          <Button
            kind="quiet"
            onClick={() => {
              opening.wantKeyFile();
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
          onFiles={([first]) => first !== undefined && void opening.giveKeyFile(first)}
        />
      )}
    </div>
  );
}

function ChosenKey({ opening }: Readonly<{ opening: Opening }>): ReactNode {
  const t = useTranslations("open.form.keys");
  const { keyFile, missing } = useStore(opening.store);
  if (keyFile === null) return null;
  const { file, isLocked, key, passphrase, failure } = keyFile;
  return (
    <>
      <GivenFile
        file={file}
        note={key === null ? undefined : t("ready")}
        removeLabel={t("remove")}
        onRemove={() => {
          opening.takeKeyFileBack();
        }}
      />
      {isLocked && key === null && (
        <PasswordField
          label={t("passphrase")}
          hint={t("passphraseHint")}
          value={passphrase}
          onChange={(typed) => {
            opening.typeKeyPassphrase(typed);
          }}
          error={missing === "key-passphrase" ? t("missingPassphrase") : undefined}
        />
      )}
      <FailureNotice failure={failure} />
    </>
  );
}

/** A file that was chosen, by name and size, which can be taken back. */
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
        <p className="font-semibold break-words">{shownName(file.name)}</p>
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
