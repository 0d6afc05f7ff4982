"use client";

import { knownSignInPage, serviceOf } from "@pct/delivery/service";
import { Check, Copy, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { Button, LinkButton } from "../../ui/button";
import { CopyIcon } from "../../ui/copy-icon";
import { DownloadButton } from "../../ui/download-button";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { PlainText } from "../../ui/plain-text";
import { SecretBox } from "../../ui/secret";
import { sizeText } from "../../ui/size-text";
import type { Copying } from "../../ui/use-copy";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { NewPassword } from "./new-password";
import type { OpenSession } from "./open-session";
import type { CredentialTask, OpenedDocument } from "./tasks";

export type TaskProps = Readonly<{
  opened: OpenedDocument;
  session: OpenSession;
  copy: Copying["copy"];
  /** Copies a field, and ticks its step. */
  copyField: (field: "username" | "password") => Promise<void>;
}>;

/** What the person needs for a task, its primary action first. */
export function TaskContent({
  task,
  ...props
}: TaskProps & Readonly<{ task: CredentialTask }>): ReactNode {
  switch (task) {
    case "console":
      return <Console {...props} />;
    case "username":
      return <Username {...props} />;
    case "password":
      return <Password {...props} />;
    case "change":
      return <Change {...props} />;
    case "mfa":
      return <Mfa {...props} />;
    case "files":
      return <Files {...props} />;
  }
}

/** Where to sign in: the address that was sent, if it's safe as a link, or else the provider's page. */
function Console({ opened, session, copy }: TaskProps): ReactNode {
  const t = useTranslations("open");
  const { signInUrl = "", account = "" } = opened.document;
  const { service } = serviceOf(opened.document);
  const known = signInUrl === "" ? knownSignInPage(service, account) : null;
  const link = opened.signInLink ?? known;
  const host = link === null ? "" : new URL(link).host;
  const tick = (): void => void session.progress.tick("console");
  const copyLine = (field: "account" | "signInUrl", text: string): void =>
    void copy({ text, copied: t(`fields.${field}.copied`), secret: false });
  return (
    <>
      {link === null ? (
        <>
          <Notice kind="care">
            {t(signInUrl === "" ? "tasks.console.none" : "tasks.console.unsafe")}
          </Notice>
          <Button kind="primary" icon={Check} className="tablet:self-start" onClick={tick}>
            {t("tasks.console.done")}
          </Button>
        </>
      ) : (
        <>
          <div className="flex gap-2">
            <LinkButton
              href={link}
              kind="primary"
              external
              className="flex-1 tablet:flex-none"
              onClick={tick}
            >
              {t("tasks.console.action")}
            </LinkButton>
            <CopyIcon
              label={t("fields.signInUrl.copy")}
              onClick={() => {
                copyLine("signInUrl", opened.signInLink ?? link);
              }}
            />
          </div>
          <p className="text-small break-words">
            {t(known === null ? "tasks.console.sent" : "tasks.console.known", { host })}
          </p>
        </>
      )}
      {link === null && signInUrl !== "" && (
        <Line field="signInUrl" value={signInUrl} copy={copyLine} />
      )}
      {account !== "" && <Line field="account" value={account} copy={copyLine} />}
    </>
  );
}

/** A field in one line, with a small copy button. */
function Line({
  field,
  value,
  copy,
}: Readonly<{
  field: "account" | "signInUrl";
  value: string;
  copy: (field: "account" | "signInUrl", text: string) => void;
}>): ReactNode {
  const t = useTranslations("open.fields");
  const label = t(`${field}.label`);
  return (
    <div
      role="group"
      aria-label={label}
      className="flex items-center gap-2 rounded-card border border-line bg-wash pl-3"
    >
      <p className="min-w-0 flex-1 py-1.5 leading-snug">
        <span className="text-small text-soft">{label}</span>{" "}
        <span dir="ltr" className="inline-block font-mono break-all">
          <PlainText text={value} />
        </span>
      </p>
      <CopyIcon
        label={t(`${field}.copy`)}
        onClick={() => {
          copy(field, value);
        }}
      />
    </div>
  );
}

function Username({ opened, copyField }: TaskProps): ReactNode {
  const t = useTranslations("open.fields.username");
  return (
    <>
      <p
        role="group"
        aria-label={t("label")}
        dir="ltr"
        className="rounded-card border border-line bg-wash px-4 py-2.5 font-mono break-all whitespace-pre-wrap"
      >
        <PlainText text={opened.document.username ?? ""} />
      </p>
      <Button
        kind="primary"
        icon={Copy}
        className="tablet:self-start"
        onClick={() => void copyField("username")}
      >
        {t("copy")}
      </Button>
    </>
  );
}

function Password({ opened, copyField }: TaskProps): ReactNode {
  const t = useTranslations("open.fields.password");
  return (
    <>
      <SecretBox label={t("label")} value={opened.document.password ?? ""} />
      <Button
        kind="primary"
        icon={Copy}
        className="tablet:self-start"
        onClick={() => void copyField("password")}
      >
        {t("copy")}
      </Button>
    </>
  );
}

function Change({ opened, session, copy }: TaskProps): ReactNode {
  const t = useTranslations("open.tasks.change");
  const { mustChangePassword = true } = opened.document;
  return (
    <>
      <p className="text-small">{t(mustChangePassword ? "must" : "may")}</p>
      <NewPassword session={session} copy={copy} />
    </>
  );
}

function Mfa({ opened, session }: TaskProps): ReactNode {
  const t = useTranslations("open.tasks.mfa");
  const language = useLocale();
  const { provider = "other" } = opened.document;
  const place = provider === "other" ? "" : `#${provider}`;
  const tick = (): void => void session.progress.tick("mfa");
  return (
    <>
      <p className="text-small">{t("text")}</p>
      <Actions>
        {/* In a new tab: leaving this one wipes the credential. */}
        <LinkButton
          href={`/${language}/mfa/${place}`}
          kind="primary"
          icon={ShieldCheck}
          external
          onClick={tick}
        >
          {t("action")}
        </LinkButton>
        <Button kind="quiet" icon={Check} onClick={tick}>
          {t("done")}
        </Button>
      </Actions>
    </>
  );
}

/** Files that came with the credential. The worker made their names safe and distinct. */
function Files({ opened, session }: TaskProps): ReactNode {
  const t = useTranslations("open.fields.files");
  const language = useLocale();
  const { files } = opened;
  const names = files.map(({ name }) => name);
  return (
    <ul aria-label={t("title")} className="flex flex-col gap-3">
      {files.map((file, index) => (
        <li
          key={file.name}
          className="flex flex-col gap-2 tablet:flex-row tablet:items-center tablet:justify-between"
        >
          <p dir="auto" className="min-w-0 break-words">
            <bdi className="font-semibold">{file.name}</bdi>{" "}
            <span className="text-small text-soft">· {sizeText(file.size, language)}</span>
          </p>
          <DownloadButton
            file={file}
            kind={index === 0 ? "primary" : "secondary"}
            onDownload={() => void session.progress.saveFile(file.name, names)}
          >
            {t.rich("save", {
              name: file.name,
              hidden: (chunks) => <VisuallyHidden>{chunks}</VisuallyHidden>,
            })}
          </DownloadButton>
        </li>
      ))}
    </ul>
  );
}
