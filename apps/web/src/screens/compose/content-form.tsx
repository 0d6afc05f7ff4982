"use client";

import { FileText, KeyRound, Paperclip } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Choices } from "../../ui/choices";
import { TextArea } from "../../ui/field";
import { CredentialForm } from "./credential-form";
import { CONTENTS } from "./draft";
import type { Content, Draft } from "./draft";

const ICONS: Readonly<Record<Content, LucideIcon>> = {
  credential: KeyRound,
  text: FileText,
  file: Paperclip,
};

type Props = Readonly<{
  draft: Draft;
  /** Maximum size of a credential's files, in bytes. */
  maxFileBytes: number;
  /** The input for a file: its size limit depends on the screen. */
  children: ReactNode;
}>;

/** The form for what is sent: a credential, a text or a file. */
export function ContentForm(props: Props): ReactNode {
  const t = useTranslations("send");
  const { draft } = props;
  const { content } = useStore(draft.store, "content");
  return (
    <>
      <Choices
        legend={t("contentTitle")}
        hideLegend
        isRow
        value={content}
        onChange={(chosen) => {
          draft.change({ content: chosen });
        }}
        options={CONTENTS.map((value) => ({
          value,
          title: t(`content.${value}`),
          icon: ICONS[value],
        }))}
      />
      <ChosenContent {...props} />
    </>
  );
}

function ChosenContent({ draft, maxFileBytes, children }: Props): ReactNode {
  const t = useTranslations("send");
  const tLocking = useTranslations("locking");
  const { content, text, isMissing } = useStore(draft.store, "content", "text", "isMissing");
  switch (content) {
    case "credential":
      return <CredentialForm draft={draft} maxFileBytes={maxFileBytes} />;
    case "text":
      return (
        <TextArea
          label={t("text.label")}
          hint={t("text.hint")}
          error={isMissing ? tLocking("textMissing") : undefined}
          rows={6}
          spellCheck={false}
          autoCapitalize="none"
          value={text}
          onChange={(typed) => {
            draft.change({ text: typed });
          }}
        />
      );
    case "file":
      return children;
  }
}
