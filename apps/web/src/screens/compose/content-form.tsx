"use client";

import { FileText, KeyRound, Paperclip } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Choices } from "../../ui/choice";
import { TextArea } from "../../ui/field";
import { useStore } from "../../state/store";
import { CredentialForm } from "./credential-form";
import { CONTENTS } from "./draft";
import type { Content, Drafting } from "./draft";

const ICONS: Readonly<Record<Content, LucideIcon>> = {
  credential: KeyRound,
  text: FileText,
  file: Paperclip,
};

type Props = Readonly<{
  drafting: Drafting;
  /** Bytes that the files of a credential may have. */
  fileRoom: number;
  /** Where a file is chosen: how large it may be differs. */
  children: ReactNode;
}>;

/** What is sent: a credential, a text or a file. */
export function ContentForm(props: Props): ReactNode {
  const t = useTranslations("send");
  const { drafting } = props;
  const { content } = useStore(drafting.store);
  return (
    <>
      <Choices
        legend={t("contentTitle")}
        hideLegend
        columns={3}
        value={content}
        onChange={(chosen) => {
          drafting.change({ content: chosen });
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

function ChosenContent({ drafting, fileRoom, children }: Props): ReactNode {
  const t = useTranslations("send");
  const say = useTranslations("locking");
  const { content, text, isMissing } = useStore(drafting.store);
  switch (content) {
    case "credential":
      return <CredentialForm drafting={drafting} fileRoom={fileRoom} />;
    case "text":
      return (
        <TextArea
          label={t("text.label")}
          hint={t("text.hint")}
          error={isMissing ? say("textMissing") : undefined}
          rows={6}
          spellCheck={false}
          autoCapitalize="none"
          value={text}
          onChange={(typed) => {
            drafting.change({ text: typed });
          }}
        />
      );
    case "file":
      return children;
  }
}
