"use client";

import { Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { Opened as OpenedResult } from "../crypto/interface";
import { Button } from "../design/button";
import { DownloadButton } from "../design/download-button";
import { Opened as OpenedDrawing } from "../design/drawings/states";
import { Notice } from "../design/notice";
import { Actions, Card, Section } from "../design/page";
import { Secret } from "../design/secret";
import { sizeText } from "../design/size-text";
import { TechnicalDetails } from "../design/technical-details";
import { FailureNotice } from "../failure/failure-notice";
import { useStore } from "../state/store";
import { OpenedCredential } from "./credential";
import type { Opening } from "./opening";

/** What was in the box: a credential, a text or a file; and the way to remove it again. */
export function Opened({ opening }: Readonly<{ opening: Opening }>): ReactNode {
  const { result } = useStore(opening.work.store);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  if (result === null) return null;
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      <OpenedDrawing className="h-28 w-auto self-start" />
      <Content opened={result} opening={opening} />
      <Erase opening={opening} isFile={result.kind === "file"} />
      {result.kind === "credential" && <Document opened={result} />}
    </div>
  );
}

function Content({
  opened,
  opening,
}: Readonly<{ opened: OpenedResult; opening: Opening }>): ReactNode {
  switch (opened.kind) {
    case "credential":
      return <OpenedCredential opened={opened} opening={opening} />;
    case "text":
      return <OpenedText opened={opened} opening={opening} />;
    case "file":
      return <OpenedFile opened={opened} opening={opening} />;
  }
}

function OpenedText({
  opened,
  opening,
}: Readonly<{ opened: OpenedResult & { kind: "text" }; opening: Opening }>): ReactNode {
  const t = useTranslations("open.opened");
  return (
    <Section title={t("text")}>
      <FailureNotice failure={opened.problem} />
      <Confirm opening={opening} />
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
}: Readonly<{ opened: OpenedResult & { kind: "file" }; opening: Opening }>): ReactNode {
  const t = useTranslations("open.opened");
  const language = useLocale();
  const { file, problem } = opened;
  return (
    <Section title={t("file")}>
      <FailureNotice failure={problem} />
      <Confirm opening={opening} />
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
function Confirm({ opening }: Readonly<{ opening: Opening }>): ReactNode {
  const t = useTranslations("open.opened");
  const { locking } = useStore(opening.store);
  return locking !== "age-passphrase" && <Notice kind="care">{t("confirm")}</Notice>;
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
