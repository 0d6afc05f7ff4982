"use client";

import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { escapeForScreen } from "@pct/delivery/safe-text";
import { Paperclip, Sparkles, X } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { Field, TextArea } from "../../ui/field";
import { PasswordField } from "../../ui/password-field";
import { Select } from "../../ui/select";
import { Checkbox } from "../../ui/toggle";
import { PROVIDERS } from "./draft";
import type { Draft } from "./draft";

type Props = Readonly<{ draft: Draft }>;

/** The fields of a new account. Each one may stay empty, but not all of them. */
export function CredentialForm({
  draft,
  maxFileBytes,
}: Props &
  Readonly<{ /** Maximum size of the files, in bytes. */ maxFileBytes: number }>): ReactNode {
  const t = useTranslations("send.credential");
  const { credential, isMissing } = useStore(draft.store, "credential", "isMissing");
  const { provider, signInUrl, account, username, mustChangePassword, note, from } = credential;
  const missing = isMissing ? t("missing") : undefined;
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Select
          label={t("provider")}
          value={provider}
          onChange={(chosen) => {
            draft.changeCredential({ provider: chosen });
          }}
          options={PROVIDERS.map((value) => ({ value, label: t(`providers.${value}`) }))}
        />
        <Line draft={draft} label={t(`account.${provider}`)} name="account" value={account} />
      </div>
      <Line
        draft={draft}
        label={t("signInUrl")}
        hint={t("signInUrlHint")}
        name="signInUrl"
        value={signInUrl}
        inputMode="url"
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Line
          draft={draft}
          label={t("username")}
          name="username"
          value={username}
          error={missing}
        />
        <Password draft={draft} />
      </div>
      <Checkbox
        label={t("mustChange")}
        checked={mustChangePassword}
        onChange={(checked) => {
          draft.changeCredential({ mustChangePassword: checked });
        }}
      />
      <TextArea
        label={t("note")}
        hint={t("noteHint")}
        rows={2}
        maxLength={CREDENTIAL_LIMITS.characters.note}
        value={note}
        onChange={(typed) => {
          draft.changeCredential({ note: typed });
        }}
      />
      <Files draft={draft} maxBytes={maxFileBytes} />
      <FromField draft={draft} value={from} />
    </>
  );
}

/** The sender's name: the same field for a credential, a text and a file. */
export function FromField({ draft, value }: Props & Readonly<{ value: string }>): ReactNode {
  const t = useTranslations("send.credential");
  return (
    <Line
      draft={draft}
      label={t("from")}
      hint={t("fromHint")}
      name="from"
      value={value}
      autoComplete="name"
    />
  );
}

type LineName = "signInUrl" | "account" | "username" | "from";

function Line({
  draft,
  name,
  autoComplete = "off",
  ...field
}: Props &
  Readonly<{
    label: string;
    hint?: string;
    error?: string | undefined;
    name: LineName;
    value: string;
    inputMode?: "url";
    autoComplete?: "off" | "name";
  }>): ReactNode {
  return (
    <Field
      {...field}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={CREDENTIAL_LIMITS.characters[name]}
      onChange={(typed) => {
        draft.changeCredential({ [name]: typed });
      }}
    />
  );
}

function Password({ draft }: Props): ReactNode {
  const t = useTranslations("send.credential");
  const { password } = useStore(draft.store, "credential").credential;
  const [isGenerated, setIsGenerated] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        label={t("password")}
        isNew
        value={password}
        onChange={(typed) => {
          setIsGenerated(false);
          draft.changeCredential({ password: typed });
        }}
      />
      <div>
        <Button
          kind="quiet"
          icon={Sparkles}
          onClick={() => {
            void draft.generatePassword().then(() => {
              setIsGenerated(true);
            });
          }}
        >
          {t("generate")}
        </Button>
      </div>
      <p role="status" className="text-small text-soft">
        {isGenerated && password !== "" && t("generated")}
      </p>
    </div>
  );
}

/** Access keys and the like. They become part of the credential document, so they must be small. */
function Files({ draft, maxBytes }: Props & Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("send.credential");
  const { files } = useStore(draft.store, "credential").credential;
  const [isOpen, setIsOpen] = useState(files.length > 0);
  if (!isOpen) {
    return (
      <div>
        <Button
          kind="quiet"
          icon={Paperclip}
          onClick={() => {
            setIsOpen(true);
          }}
        >
          {t("addFile")}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <DropZone
        label={t("files")}
        hint={t("filesHint", { maximum: Math.floor(maxBytes / 1000).toString() })}
        multiple
        onFiles={(chosen) => {
          draft.changeCredential({
            files: [...files, ...chosen].slice(0, CREDENTIAL_LIMITS.files),
          });
        }}
      />
      {files.length > 0 && (
        <ul className="flex flex-col">
          {files.map((file, index) => (
            <li key={`${index.toString()} ${file.name}`} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 break-all">{escapeForScreen(file.name)}</span>
              <button
                type="button"
                className="flex size-11 shrink-0 items-center justify-center rounded-inner text-soft hover:text-ink"
                aria-label={t("removeFile", { name: escapeForScreen(file.name) })}
                onClick={() => {
                  draft.changeCredential({ files: files.filter((other) => other !== file) });
                }}
              >
                <X aria-hidden className="size-5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
