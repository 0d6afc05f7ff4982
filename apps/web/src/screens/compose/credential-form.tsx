"use client";

import { Paperclip, Sparkles, X } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { shownName } from "../../crypto/file-name";
import { CREDENTIAL_FIELDS, CREDENTIAL_FILES } from "../../crypto/limits";
import { Button } from "../../ui/button";
import { Checkbox, Select } from "../../ui/choice";
import { DropZone } from "../../ui/drop-zone";
import { Field, TextArea } from "../../ui/field";
import { PasswordField } from "../../ui/password-field";
import { useStore } from "../../state/store";
import { PROVIDERS } from "./draft";
import type { Drafting } from "./draft";

type Props = Readonly<{ drafting: Drafting }>;

/** What an administrator knows of a new account. Every field may stay empty, but not all. */
export function CredentialForm({
  drafting,
  fileRoom,
}: Props & Readonly<{ /** Bytes that its files may have. */ fileRoom: number }>): ReactNode {
  const t = useTranslations("send.credential");
  const { credential, isMissing } = useStore(drafting.store);
  const { provider, signInUrl, account, username, mustChangePassword, note, from } = credential;
  const missing = isMissing ? t("missing") : undefined;
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Select
          label={t("provider")}
          value={provider}
          onChange={(chosen) => {
            drafting.changeCredential({ provider: chosen });
          }}
          options={PROVIDERS.map((value) => ({ value, label: t(`providers.${value}`) }))}
        />
        <Line drafting={drafting} label={t(`account.${provider}`)} name="account" value={account} />
      </div>
      <Line
        drafting={drafting}
        label={t("signInUrl")}
        hint={t("signInUrlHint")}
        name="signInUrl"
        value={signInUrl}
        inputMode="url"
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Line
          drafting={drafting}
          label={t("username")}
          name="username"
          value={username}
          error={missing}
        />
        <Password drafting={drafting} />
      </div>
      <Checkbox
        label={t("mustChange")}
        checked={mustChangePassword}
        onChange={(checked) => {
          drafting.changeCredential({ mustChangePassword: checked });
        }}
      />
      <TextArea
        label={t("note")}
        hint={t("noteHint")}
        rows={2}
        maxLength={CREDENTIAL_FIELDS.note}
        value={note}
        onChange={(typed) => {
          drafting.changeCredential({ note: typed });
        }}
      />
      <Files drafting={drafting} room={fileRoom} />
      <FromField drafting={drafting} value={from} />
    </>
  );
}

/** Who sends it, for whatever is sent. */
export function FromField({ drafting, value }: Props & Readonly<{ value: string }>): ReactNode {
  const t = useTranslations("send.credential");
  return (
    <Line
      drafting={drafting}
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
  drafting,
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
      maxLength={CREDENTIAL_FIELDS[name]}
      onChange={(typed) => {
        drafting.changeCredential({ [name]: typed });
      }}
    />
  );
}

function Password({ drafting }: Props): ReactNode {
  const t = useTranslations("send.credential");
  const { password } = useStore(drafting.store).credential;
  const [isGenerated, setIsGenerated] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        label={t("password")}
        isNew
        value={password}
        onChange={(typed) => {
          setIsGenerated(false);
          drafting.changeCredential({ password: typed });
        }}
      />
      <div>
        <Button
          kind="quiet"
          icon={Sparkles}
          onClick={() => {
            void drafting.generatePassword().then(() => {
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

/** Access keys come as files; they are locked inside the credential, so they must be small. */
function Files({ drafting, room }: Props & Readonly<{ room: number }>): ReactNode {
  const t = useTranslations("send.credential");
  const { files } = useStore(drafting.store).credential;
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
        hint={t("filesHint", { maximum: Math.floor(room / 1024).toString() })}
        multiple
        onFiles={(chosen) => {
          drafting.changeCredential({
            files: [...files, ...chosen].slice(0, CREDENTIAL_FILES.count),
          });
        }}
      />
      {files.length > 0 && (
        <ul className="flex flex-col">
          {files.map((file, index) => (
            <li key={`${index.toString()} ${file.name}`} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 break-all">{shownName(file.name)}</span>
              <button
                type="button"
                className="flex size-11 shrink-0 items-center justify-center rounded-inner text-soft hover:text-ink"
                aria-label={t("removeFile", { name: shownName(file.name) })}
                onClick={() => {
                  drafting.changeCredential({ files: files.filter((other) => other !== file) });
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
