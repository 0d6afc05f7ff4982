"use client";

import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { DecryptionResult } from "../../crypto/interface/decryption";
import { useStore } from "../../state/store";
import { DownloadButton } from "../../ui/download-button";
import { FailureNotice } from "../../ui/failure-notice";
import { Actions, Card, Section } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { sizeText } from "../../ui/size-text";
import { TechnicalDetails } from "../../ui/technical-details";
import { looksLikeCode } from "./code-text";
import { Credential } from "./credential";
import { EraseSection } from "./erase-section";
import type { Ending } from "./erase-section";
import { LeaveWarning } from "./leave-warning";
import type { OpenSession } from "./open-session";
import { Origin } from "./origin";
import { useOpenedTitle } from "./opened-title";

/**
 * A decrypted credential, text or file, with a button to erase it.
 *
 * @param confirm - Who may have sent it; the default text is about a public key given by hand.
 * @param ending - How it ends; by default, the button erases it from this browser.
 * @param isTitled - Whether the screen has the title as its own.
 */
export function OpenedContent({
  session,
  confirm,
  ending,
  isTitled = false,
  leavesFor,
}: Readonly<{
  session: OpenSession;
  confirm?: string;
  ending?: Ending;
  isTitled?: boolean;
  leavesFor?: (target: URL) => boolean;
}>): ReactNode {
  const { result } = useStore(session.job.store, "result");
  const title = useOpenedTitle(result);
  const ownEnding = useEndingHere(session, result);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  if (result === null) return null;
  const content = (
    <Content opened={result} {...{ session, confirm, ending: ending ?? ownEnding }} />
  );
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4 outline-none">
      {isTitled ? content : <Section title={title}>{content}</Section>}
      {result.kind === "credential" && <Document opened={result} />}
      <LeaveWarning session={session} leavesFor={leavesFor} />
    </div>
  );
}

/** Erases it from this browser. The ciphertext is elsewhere. */
function useEndingHere(session: OpenSession, result: DecryptionResult | null): Ending {
  const t = useTranslations("open.opened");
  return {
    title: t("eraseTitle"),
    text: t(result?.kind === "file" ? "eraseFileText" : "eraseText"),
    action: t("erase"),
    isBusy: false,
    failure: null,
    gone: null,
    erase: () => {
      session.erase();
    },
  };
}

type ContentProps<Result> = Readonly<{
  opened: Result;
  session: OpenSession;
  confirm: string | undefined;
  ending: Ending;
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
  ending,
}: ContentProps<DecryptionResult & { kind: "text" }>): ReactNode {
  const t = useTranslations("open.opened");
  const take = (): void => {
    session.progress.store.set({ isTaken: true });
  };
  return (
    <>
      <FailureNotice failure={opened.problem} />
      <Origin session={session} from={opened.from} words={confirm} />
      <Secret
        label={t("secret")}
        value={opened.text}
        shape={shapeOf(opened.text)}
        copyLabel={t("copySecret")}
        copied={t("secretCopied")}
        onTaken={take}
      />
      <Actions>
        <DownloadButton file={opened.file} kind="secondary" onDownload={take}>
          {t("saveText")}
        </DownloadButton>
      </Actions>
      <End session={session} opened={opened} ending={ending} />
    </>
  );
}

function shapeOf(text: string): "characters" | "prose" | "code" {
  if (looksLikeCode(text)) return "code";
  return text.trim().includes("\n") ? "prose" : "characters";
}

function FileContent({
  opened,
  session,
  confirm,
  ending,
}: ContentProps<DecryptionResult & { kind: "file" }>): ReactNode {
  const t = useTranslations("open.opened");
  const language = useLocale();
  const { file, problem } = opened;
  return (
    <>
      <FailureNotice failure={problem} />
      <Origin session={session} from="" words={confirm} />
      <Card>
        <p className="font-semibold break-words">
          <bdi>{file.name}</bdi>{" "}
          <span className="font-normal text-soft">· {sizeText(file.size, language)}</span>
        </p>
        <p className="text-soft">{t("fileText")}</p>
        <Actions>
          <DownloadButton
            file={file}
            onDownload={() => {
              session.progress.store.set({ isTaken: true });
            }}
          >
            {t("save")}
          </DownloadButton>
        </Actions>
      </Card>
      <End session={session} opened={opened} ending={ending} />
    </>
  );
}

function End({
  session,
  opened,
  ending,
}: Readonly<{ session: OpenSession; opened: DecryptionResult; ending: Ending }>): ReactNode {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="text-lead">{ending.title}</h3>
      <EraseSection session={session} opened={opened} ending={ending} />
    </section>
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
