"use client";

import { File as FileIcon } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import type { Capacity } from "../../crypto/interface/files";
import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { FileName } from "../../ui/file-name";
import { Notice } from "../../ui/notice";
import { sizeText } from "../../ui/size-text";

/** The input for a file to encrypt. States the size limit before a file is chosen. */
export function FileChoice({
  file,
  error,
  onChange,
}: Readonly<{
  file: File | null;
  error?: string | undefined;
  onChange: (file: File | null) => void;
}>): ReactNode {
  const t = useTranslations("locking.file");
  const language = useLocale();
  const capacity = useCapacity();
  const maximum = capacity === null ? "" : sizeText(capacity.maximum, language);
  if (file === null) {
    return (
      <DropZone
        label={t("label")}
        hint={capacity === null ? undefined : t(capacity.storage, { maximum })}
        error={error}
        onFiles={([chosen]) => {
          if (chosen !== undefined) onChange(chosen);
        }}
      />
    );
  }
  return (
    <>
      <ChosenFile
        file={file}
        onReplace={() => {
          onChange(null);
        }}
      />
      {capacity !== null && file.size > capacity.maximum && (
        <Notice kind="care" live>
          <p>{t("tooLarge", { size: sizeText(file.size, language), maximum })}</p>
        </Notice>
      )}
    </>
  );
}

/** A chosen file, with a button to choose another. */
export function ChosenFile({
  file,
  onReplace,
}: Readonly<{ file: File; onReplace: () => void }>): ReactNode {
  const t = useTranslations("locking.file");
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-sheet p-4">
      <FileIcon aria-hidden className="size-6 shrink-0 text-soft" />
      <p className="min-w-0 flex-1">
        <span className="font-semibold">
          <FileName name={file.name} />
        </span>{" "}
        <span className="text-small whitespace-nowrap text-soft">
          {sizeText(file.size, useLocale())}
        </span>
      </p>
      <Button kind="quiet" onClick={onReplace}>
        {t("replace")}
      </Button>
    </div>
  );
}

function useCapacity(): Capacity | null {
  const [capacity, setCapacity] = useState<Capacity | null>(null);
  useEffect(() => {
    void cryptoWorker()
      .capacity()
      .then(setCapacity, () => undefined);
  }, []);
  return capacity;
}
