"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { CopyButton } from "../../ui/copy-button";
import { DownloadButton } from "../../ui/download-button";
import { Actions } from "../../ui/page";
import type { Encrypted } from "./encrypted";

/** The buttons that download the encrypted file, and copy it if it's a text. */
export function EncryptedActions({
  encrypted: { file, text },
}: Readonly<{ encrypted: Encrypted }>): ReactNode {
  const t = useTranslations("locking");
  return (
    <Actions>
      <DownloadButton file={file}>{t("download", { name: file.name })}</DownloadButton>
      {text !== null && (
        <CopyButton hasLines value={text} label={t("copyText")} copied={t("textCopied")} />
      )}
    </Actions>
  );
}
