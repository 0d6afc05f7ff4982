"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import { X } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { DropZone } from "../../ui/drop-zone";
import { sizeText } from "../../ui/size-text";
import type { Draft } from "./draft";
import { takeFiles, takeText } from "./provider-file";
import type { TakenFiles } from "./provider-file";
import { ProviderFileNotice } from "./provider-file-notice";

type Props = Readonly<{ draft: Draft }>;

/**
 * The input for files, beside the service: a provider's file fills the fields, any other one becomes
 * part of the credential document, so it must be small.
 */
export function CredentialFiles({
  draft,
  maxBytes,
  children,
}: Props & Readonly<{ maxBytes: number; children: ReactNode }>): ReactNode {
  const t = useTranslations("send.credential");
  const language = useLocale();
  const { files } = useStore(draft.store, "credential").credential;
  const [outcome, setOutcome] = useState<TakenFiles>("nothing");
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const maximum = sizeText(maxBytes, language);
  const tooLarge =
    bytes > maxBytes ? t("filesTooLarge", { size: sizeText(bytes, language), maximum }) : undefined;
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        {children}
        <DropZone
          label={t("files")}
          look="row"
          multiple
          error={outcome === "tooMany" ? t("filesTooMany") : tooLarge}
          onFiles={(chosen) => {
            void takeFiles(draft, chosen).then(setOutcome);
          }}
          onText={(text) => {
            void takeText(draft, text).then(setOutcome);
          }}
        />
      </div>
      <ProviderFileNotice draft={draft} />
      {files.length > 0 && <FileList draft={draft} files={files} />}
      <p role="status" className="text-small text-soft empty:hidden">
        {outcome === "attached" && files.length > 0 && t("filesAttached")}
      </p>
    </>
  );
}

function FileList({ draft, files }: Props & Readonly<{ files: readonly File[] }>): ReactNode {
  const t = useTranslations("send.credential");
  const language = useLocale();
  return (
    <ul aria-label={t("filesList")} className="flex flex-col">
      {files.map((file, index) => (
        <li key={`${index.toString()} ${file.name}`} className="flex items-center gap-2">
          <span className="min-w-0 flex-1 break-words">
            {escapeForScreen(file.name)}{" "}
            <span className="text-small whitespace-nowrap text-soft">
              {sizeText(file.size, language)}
            </span>
          </span>
          <button
            type="button"
            className="flex size-11 shrink-0 items-center justify-center rounded-inner text-soft hover:text-ink"
            aria-label={t("removeFile", { name: escapeForScreen(file.name) })}
            onClick={() => {
              draft.removeFile(file);
            }}
          >
            <X aria-hidden className="size-5" />
          </button>
        </li>
      ))}
    </ul>
  );
}
