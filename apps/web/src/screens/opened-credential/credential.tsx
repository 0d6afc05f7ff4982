"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import { knownSignInPage, serviceOf } from "@pct/delivery/service";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { DecryptionResult } from "../../crypto/interface/decryption";
import { useStore } from "../../state/store";
import { LinkButton } from "../../ui/button";
import { CheckItem, CheckList } from "../../ui/check-list";
import { CopyLine } from "../../ui/copy-line";
import { DownloadButton } from "../../ui/download-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { sizeText } from "../../ui/size-text";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { credentialTitle } from "./credential-title";
import { NewPasswordMaker } from "./new-password";
import type { CredentialTask, OpenSession } from "./open-session";

type OpenedDocument = DecryptionResult & { kind: "credential" };
type Props = Readonly<{ opened: OpenedDocument; session: OpenSession }>;

/** A decrypted credential: who sent it, its fields, and the tasks to do with it, in order. */
export function Credential({
  opened,
  session,
  confirm,
}: Props & Readonly<{ confirm: string | undefined }>): ReactNode {
  const t = useTranslations("open");
  const { document, files } = opened;
  const { note = "" } = document;
  const { key, name } = credentialTitle(document);
  const from = escapeForScreen((document.from ?? "").trim());
  const hasTasks = tasksOf(opened).length > 0;
  return (
    <>
      <Section title={t(`opened.credential.${key}`, { name })}>
        <Notice
          kind="care"
          title={from === "" ? t("opened.fromNobody") : t("opened.from", { from })}
        >
          {confirm ?? t("opened.confirm")}
        </Notice>
        {note !== "" && (
          <Secret
            label={t("fields.note.label")}
            value={note}
            copyLabel={t("fields.note.copy")}
            copied={t("fields.note.copied")}
          />
        )}
      </Section>
      {hasTasks ? <Tasks opened={opened} session={session} /> : <Account opened={opened} />}
      {files.length > 0 && <Files files={files} />}
    </>
  );
}

/** The tasks for this credential, in order. */
function tasksOf({ document }: OpenedDocument): readonly CredentialTask[] {
  const { username = "", password = "", signInUrl = "" } = document;
  const opensAccount = username !== "" || password !== "";
  return [
    ...(username === "" ? [] : (["username"] as const)),
    ...(password === "" ? [] : (["password"] as const)),
    ...(opensAccount || signInUrl !== "" ? (["console"] as const) : []),
    ...(password === "" ? [] : (["change"] as const)),
    ...(opensAccount ? (["mfa"] as const) : []),
  ];
}

function Tasks({ opened, session }: Props): ReactNode {
  const t = useTranslations("open.tasks");
  const { ticked } = useStore(session.store, "ticked");
  const tasks = tasksOf(opened);
  const done = tasks.filter((task) => ticked.has(task)).length;
  return (
    <Section title={t("title")}>
      <p role="status" className="text-small text-soft">
        {t("progress", { done, count: tasks.length })}
      </p>
      <CheckList label={t("title")}>
        {tasks.map((task) => (
          <CheckItem
            key={task}
            title={t(`titles.${task}`)}
            done={ticked.has(task)}
            onChange={(isDone) => {
              session.tick(task, isDone);
            }}
          >
            <TaskContent task={task} opened={opened} session={session} />
          </CheckItem>
        ))}
      </CheckList>
    </Section>
  );
}

function TaskContent({
  task,
  opened,
  session,
}: Props & Readonly<{ task: CredentialTask }>): ReactNode {
  const t = useTranslations("open");
  const { username = "", password = "", mustChangePassword = true } = opened.document;
  switch (task) {
    case "username":
      return (
        <CopyLine
          label={t("fields.username.label")}
          value={username}
          copyLabel={t("fields.username.copy")}
          copied={t("fields.username.copied")}
        />
      );
    case "password":
      return (
        <Secret
          label={t("fields.password.label")}
          value={password}
          copyLabel={t("fields.password.copy")}
          copied={t("fields.password.copied")}
        />
      );
    case "console":
      return <Console opened={opened} />;
    case "change":
      return (
        <>
          <p>{t(mustChangePassword ? "tasks.mustChange" : "tasks.mayChange")}</p>
          <NewPasswordMaker session={session} />
        </>
      );
    case "mfa":
      return <Mfa opened={opened} />;
  }
}

/** Where to sign in: the address that was sent, if it's safe as a link, or else the provider's page. */
function Console({ opened }: Readonly<{ opened: OpenedDocument }>): ReactNode {
  const t = useTranslations("open");
  const { signInUrl = "", account = "" } = opened.document;
  const { service } = serviceOf(opened.document);
  const known = signInUrl === "" ? knownSignInPage(service, account) : null;
  const link = opened.signInLink ?? known;
  const host = link === null ? "" : new URL(link).host;
  return (
    <>
      <Account opened={opened} />
      {signInUrl !== "" && (
        <CopyLine
          label={t("fields.signInUrl.label")}
          value={signInUrl}
          copyLabel={t("fields.signInUrl.copy")}
          copied={t("fields.signInUrl.copied")}
        />
      )}
      {link === null ? (
        <Notice kind="care">
          {t(signInUrl === "" ? "tasks.console.none" : "tasks.console.unsafe")}
        </Notice>
      ) : (
        <>
          <p>{t(known === null ? "tasks.console.sent" : "tasks.console.known", { host })}</p>
          <LinkButton href={link} kind="primary" external className="tablet:self-start">
            {t("tasks.console.action")}
          </LinkButton>
        </>
      )}
    </>
  );
}

function Account({ opened }: Readonly<{ opened: OpenedDocument }>): ReactNode {
  const t = useTranslations("open.fields.account");
  const { account = "" } = opened.document;
  if (account === "") return null;
  return <CopyLine label={t("label")} value={account} copyLabel={t("copy")} copied={t("copied")} />;
}

function Mfa({ opened }: Readonly<{ opened: OpenedDocument }>): ReactNode {
  const t = useTranslations("open.tasks.mfa");
  const language = useLocale();
  const { provider = "other" } = opened.document;
  const place = provider === "other" ? "" : `#${provider}`;
  return (
    <>
      <p>{t("text")}</p>
      {/* In a new tab: leaving this one erases the credential. */}
      <LinkButton
        href={`/${language}/mfa/${place}`}
        icon={ShieldCheck}
        external
        className="tablet:self-start"
      >
        {t("action")}
      </LinkButton>
    </>
  );
}

/** Files that came with the credential. The worker made their names safe and distinct. */
function Files({ files }: Readonly<{ files: readonly File[] }>): ReactNode {
  const t = useTranslations("open.fields.files");
  const language = useLocale();
  return (
    <Section title={t("title")}>
      <ul className="flex flex-col gap-3">
        {files.map((file) => (
          <li
            key={file.name}
            className="flex flex-col gap-3 rounded-card border border-line bg-sheet p-4 shadow-soft tablet:flex-row tablet:items-center tablet:justify-between"
          >
            <p className="min-w-0 font-semibold break-words">
              {file.name}{" "}
              <span className="text-small font-normal text-soft">
                · {sizeText(file.size, language)}
              </span>
            </p>
            <DownloadButton file={file} kind="secondary">
              {t.rich("save", {
                name: file.name,
                hidden: (chunks) => <VisuallyHidden>{chunks}</VisuallyHidden>,
              })}
            </DownloadButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
