"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { DecryptionResult } from "../../crypto/interface/decryption";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { DownloadButton } from "../../ui/download-button";
import { Opened as OpenedDrawing } from "../../ui/drawings/opened";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { sizeText } from "../../ui/size-text";
import { TechnicalDetails } from "../../ui/technical-details";
import { Credential } from "./credential";
import type { OpenSession } from "./open-session";

/**
 * A decrypted credential, text or file, with a button to erase it.
 *
 * @param confirm - Who may have sent it; the default text is about a public key given by hand.
 * @param end - Replaces the button to erase it.
 */
export function OpenedContent({
  session,
  confirm,
  end,
}: Readonly<{ session: OpenSession; confirm?: string; end?: ReactNode }>): ReactNode {
  const { result } = useStore(session.job.store, "result");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  if (result === null) return null;
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      <OpenedDrawing className="h-28 w-auto self-start" />
      <Content opened={result} session={session} confirm={confirm} />
      {end ?? <Erase session={session} isFile={result.kind === "file"} />}
      {result.kind === "credential" && <Document opened={result} />}
    </div>
  );
}

type ContentProps<Result> = Readonly<{
  opened: Result;
  session: OpenSession;
  confirm: string | undefined;
}>;

function Content({ opened, ...rest }: ContentProps<DecryptionResult>): ReactNode {
  switch (opened.kind) {
    case "credential":
      return <Credential opened={opened} {...rest} />;
    case "text":
      return <TextContent opened={opened} {...rest} />;
    case "file":
      return <FileContent opened={opened} {...rest} />;
  }
}

function TextContent({
  opened,
  session,
  confirm,
}: ContentProps<DecryptionResult & { kind: "text" }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <Section title={t("text")}>
      <FailureNotice failure={opened.problem} />
      <Confirm session={session} words={confirm} />
      <Secret
        label={t("secret")}
        value={opened.text}
        copyLabel={t("copySecret")}
        copied={t("secretCopied")}
      />
      <Actions>
        <DownloadButton file={opened.file} kind="secondary">
          {t("saveText")}
        </DownloadButton>
      </Actions>
    </Section>
  );
}

function FileContent({
  opened,
  session,
  confirm,
}: ContentProps<DecryptionResult & { kind: "file" }>): ReactNode {
  const t = useTranslations("open.opened");
  const language = useLocale();
  const { file, problem } = opened;
  return (
    <Section title={t("file")}>
      <FailureNotice failure={problem} />
      <Confirm session={session} words={confirm} />
      <Card>
        <p className="font-semibold break-words">
          {file.name}{" "}
          <span className="font-normal text-soft">· {sizeText(file.size, language)}</span>
        </p>
        <p className="text-soft">{t("fileText")}</p>
        <Actions>
          <DownloadButton file={file}>{t("save")}</DownloadButton>
        </Actions>
      </Card>
    </Section>
  );
}

/** Anyone can encrypt to a public key, so the sender is unknown. A passphrase is known to few people. */
function Confirm({
  session,
  words,
}: Readonly<{ session: OpenSession; words: string | undefined }>): ReactNode {
  const t = useTranslations("open.opened");
  const { format } = useStore(session.store, "format");
  return format !== "age-passphrase" && <Notice kind="care">{words ?? t("confirm")}</Notice>;
}

function Erase({
  session,
  isFile,
}: Readonly<{ session: OpenSession; isFile: boolean }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-soft">{t(isFile ? "eraseFileText" : "eraseText")}</p>
      <Actions>
        <Button
          icon={Trash2}
          onClick={() => {
            session.erase();
          }}
        >
          {t("erase")}
        </Button>
      </Actions>
    </div>
  );
}

/** The credential document itself, for administrators. */
function Document({
  opened,
}: Readonly<{ opened: DecryptionResult & { kind: "credential" } }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <TechnicalDetails title={t("technical")}>
      <p>{t("documentText", { type: opened.document.type })}</p>
      <Actions>
        <DownloadButton file={opened.file} kind="quiet">
          {t("saveDocument", { name: opened.file.name })}
        </DownloadButton>
      </Actions>
    </TechnicalDetails>
  );
}
