"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { Checkbox } from "../../ui/toggle";
import type { Draft } from "./draft";
import { attachFile, chooseEntry } from "./provider-file";

/** What was taken from a provider's file: whose credential, and whether the file goes along. */
export function ProviderFileNotice({ draft }: Readonly<{ draft: Draft }>): ReactNode {
  const t = useTranslations("send.credential.providerFile");
  const { providerFile } = useStore(draft.store, "providerFile");
  if (providerFile === null) return null;
  const { file, entries, chosen, attached } = providerFile;
  const entry = chosen === null ? undefined : entries[chosen];
  const isShared = entries.length > 1;
  return (
    <Notice
      kind={entry === undefined ? "info" : "done"}
      live
      title={t(entry === undefined ? "several" : "filled", {
        file: escapeForScreen(file.name),
        count: entries.length,
      })}
    >
      {isShared && (
        <Select
          label={t("person")}
          value={chosen?.toString() ?? ""}
          onChange={(index) => {
            if (index !== "") chooseEntry(draft, Number(index));
          }}
          options={[
            ...(chosen === null ? [{ value: "", label: t("choose") }] : []),
            ...entries.map(({ person }, index) => ({
              value: index.toString(),
              label: escapeForScreen(person),
            })),
          ]}
        />
      )}
      {entry !== undefined && (
        <>
          <p>{t(entry.needsFile ? "needsFile" : "check")}</p>
          <Checkbox
            label={t(isShared ? "attachRows" : "attach")}
            checked={attached !== null}
            onChange={(isChecked) => {
              attachFile(draft, isChecked);
            }}
          />
        </>
      )}
    </Notice>
  );
}
