"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { Opened as OpenedResult } from "../../crypto/interface/decryption";
import { Button } from "../../ui/button";
import { DownloadButton } from "../../ui/download-button";
import { Opened as OpenedDrawing } from "../../ui/drawings/states";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { sizeText } from "../../ui/size-text";
import { TechnicalDetails } from "../../ui/technical-details";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { OpenedCredential } from "./credential";
import type { Opening } from "./open-session";

/**
 * What was in the box: a credential, a text or a file; and the way to remove it again.
 *
 * @param confirm - Who may have sent it, for what came by another way than a padlock.
 * @param end - What is done with it at last, instead of removing it from the screen.
 */
export function Opened({
  opening,
  confirm,
  end,
}: Readonly<{ opening: Opening; confirm?: string; end?: ReactNode }>): ReactNode {
  const { result } = useStore(opening.work.store);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  if (result === null) return null;
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      <OpenedDrawing className="h-28 w-auto self-start" />
      <Content opened={result} opening={opening} confirm={confirm} />
      {end ?? <Erase opening={opening} isFile={result.kind === "file"} />}
      {result.kind === "credential" && <Document opened={result} />}
    </div>
  );
}

type ContentProps<Result> = Readonly<{
  opened: Result;
  opening: Opening;
  confirm: string | undefined;
}>;

function Content({ opened, ...rest }: ContentProps<OpenedResult>): ReactNode {
  switch (opened.kind) {
    case "credential":
      return <OpenedCredential opened={opened} {...rest} />;
    case "text":
      return <OpenedText opened={opened} {...rest} />;
    case "file":
      return <OpenedFile opened={opened} {...rest} />;
  }
}

function OpenedText({
  opened,
  opening,
  confirm,
}: ContentProps<OpenedResult & { kind: "text" }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <Section title={t("text")}>
      <FailureNotice failure={opened.problem} />
      <Confirm opening={opening} words={confirm} />
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

function OpenedFile({
  opened,
  opening,
  confirm,
}: ContentProps<OpenedResult & { kind: "file" }>): ReactNode {
  const t = useTranslations("open.opened");
  const language = useLocale();
  const { file, problem } = opened;
  return (
    <Section title={t("file")}>
      <FailureNotice failure={problem} />
      <Confirm opening={opening} words={confirm} />
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

/** Anybody may have closed a padlock; a passphrase is known to few. */
function Confirm({
  opening,
  words,
}: Readonly<{ opening: Opening; words: string | undefined }>): ReactNode {
  const t = useTranslations("open.opened");
  const { locking } = useStore(opening.store);
  return locking !== "age-passphrase" && <Notice kind="care">{words ?? t("confirm")}</Notice>;
}

function Erase({ opening, isFile }: Readonly<{ opening: Opening; isFile: boolean }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-soft">{t(isFile ? "eraseFileText" : "eraseText")}</p>
      <Actions>
        <Button
          icon={Trash2}
          onClick={() => {
            opening.erase();
          }}
        >
          {t("erase")}
        </Button>
      </Actions>
    </div>
  );
}

/** For the administrator who wants the document itself. */
function Document({
  opened,
}: Readonly<{ opened: OpenedResult & { kind: "credential" } }>): ReactNode {
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
