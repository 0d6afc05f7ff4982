"use client";

import { documentFileRoomBytes, fitsNote, plaintextRoomBytes } from "@pct/exchange/limits";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { DropZone } from "../../ui/drop-zone";
import { sizeText } from "../../ui/size-text";
import { FromField } from "../compose/credential-form";
import { ChosenFile } from "../compose/file-choice";
import { answerDraft, answerJob } from "./answer-state";

/** The input for a file. States the relay's size limit before a file is chosen. */
export function FileToSend({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer.file");
  const tLocking = useTranslations("locking");
  const language = useLocale();
  const { file } = useStore(answerDraft.store, "file");
  const maxSize = plaintextRoomBytes(maxBytes);
  if (file !== null && file.size <= maxSize) {
    return (
      <ChosenFile
        file={file}
        onReplace={() => {
          choose(null);
        }}
      />
    );
  }
  const maximum = sizeText(maxSize, language);
  return (
    <DropZone
      label={tLocking("file.label")}
      hint={t("hint", { maximum })}
      error={
        file === null ? undefined : t("tooLarge", { size: sizeText(file.size, language), maximum })
      }
      onFiles={([chosen]) => {
        if (chosen !== undefined) choose(chosen);
      }}
    />
  );
}

function choose(file: File | null): void {
  // A failure of the file before does not apply to this one.
  answerJob.reset();
  answerDraft.change({ file });
}

/** The sender's name. A credential has it in its own form; large contents are sent without it. */
export function SenderName({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer");
  const { content, credential, text, file } = useStore(
    answerDraft.store,
    "content",
    "credential",
    "text",
    "file",
  );
  switch (content) {
    case "credential":
      return null;
    case "text":
      if (!fitsNote(text)) return <WithoutName>{t("textAlone")}</WithoutName>;
      break;
    case "file":
      if (file !== null && file.size > documentFileRoomBytes(maxBytes)) {
        return <WithoutName>{t("fileAlone")}</WithoutName>;
      }
  }
  return <FromField draft={answerDraft} value={credential.from} />;
}

function WithoutName({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return (
    <p role="status" className="text-small text-soft">
      {children}
    </p>
  );
}
