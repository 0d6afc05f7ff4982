"use client";

import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { SERVICES } from "@pct/delivery/service";
import type { Service } from "@pct/delivery/service";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Field, TextArea } from "../../ui/field";
import { Select } from "../../ui/select";
import { Checkbox } from "../../ui/toggle";
import { CredentialFiles } from "./credential-files";
import type { CredentialDraft, Draft } from "./draft";
import { NewPasswordField } from "./new-password-field";
import { SignInField } from "./sign-in-field";

type Props = Readonly<{ draft: Draft }>;

/** Services that a program or a terminal signs in to: they have no page. */
const WITHOUT_PAGE: readonly (Service | "")[] = ["database", "server"];

/** The fields of a new account. Each one may stay empty, but not all of them. */
export function CredentialForm({
  draft,
  maxFileBytes,
}: Props &
  Readonly<{ /** Maximum size of the files, in bytes. */ maxFileBytes: number }>): ReactNode {
  const t = useTranslations("send.credential");
  const { credential, isMissing } = useStore(draft.store, "credential", "isMissing");
  const { service, signInUrl, username, mustChangePassword, note, from } = credential;
  return (
    <>
      <CredentialFiles draft={draft} maxBytes={maxFileBytes}>
        <ServiceField draft={draft} />
      </CredentialFiles>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Line
          draft={draft}
          label={t("username")}
          name="username"
          value={username}
          error={isMissing ? t("missing") : undefined}
        />
        <NewPasswordField draft={draft} />
      </div>
      <Checkbox
        label={t("mustChange")}
        checked={mustChangePassword}
        onChange={(checked) => {
          draft.changeCredential({ mustChangePassword: checked });
        }}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Line
          draft={draft}
          label={t(`account.${service === "" ? "other" : service}`)}
          name="account"
          value={credential.account}
        />
        {(!WITHOUT_PAGE.includes(service) || signInUrl !== "") && <SignInField draft={draft} />}
      </div>
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
      <FromField draft={draft} value={from} />
    </>
  );
}

/** Which service the credential is for, and its name where it is none of the list. */
function ServiceField({ draft }: Props): ReactNode {
  const t = useTranslations("send.credential");
  const { service, serviceName } = useStore(draft.store, "credential").credential;
  return (
    <div className="flex flex-col gap-4">
      <Select<CredentialDraft["service"]>
        label={t("service")}
        value={service}
        onChange={(chosen) => {
          draft.chooseService(chosen);
        }}
        options={[
          { value: "", label: t("serviceNone") },
          ...SERVICES.map((value) => ({ value, label: t(`services.${value}`) })),
        ]}
      />
      {service === "other" && (
        <Line draft={draft} label={t("serviceName")} name="serviceName" value={serviceName} />
      )}
    </div>
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

const LENGTHS = {
  ...CREDENTIAL_LIMITS.characters,
  serviceName: CREDENTIAL_LIMITS.characters.service,
} as const;

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
    name: "serviceName" | "account" | "username" | "from";
    value: string;
    autoComplete?: "off" | "name";
  }>): ReactNode {
  return (
    <Field
      {...field}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={LENGTHS[name]}
      onChange={(typed) => {
        draft.changeCredential({ [name]: typed });
      }}
    />
  );
}
