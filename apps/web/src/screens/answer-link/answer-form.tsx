"use client";

import { LockKeyhole } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode, RefObject } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { answerRoom, CREDENTIAL_FIELDS, namedFileRoom } from "../../crypto/limits";
import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { Page, Section } from "../../ui/page";
import { sizeText } from "../../ui/size-text";
import { FailureNotice } from "../../ui/failure-notice";
import { ContentForm } from "../compose/content-form";
import { FromField } from "../compose/credential-form";
import { ChosenFile } from "../compose/file-choice";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { useStore } from "../../state/store";
import { momentIn } from "../../i18n/date-time";
import { drafting, send, sending } from "./answer-state";
import type { OpenRequest } from "./answer-state";
import { Asking } from "./requester";
import { OwnLink } from "./own-link-notice";
import { RequestDetails } from "./link-details";

type Props = Readonly<{ open: OpenRequest }>;

/** Who asks, the six words, the form, one button. */
export function AnswerForm({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const say = useTranslations("send");
  const { maxBytes, expiresAt } = open.request;
  const expiry = momentIn(useLocale(), Date.parse(expiresAt));
  return (
    <Page title={t("title")} lead={t("lead")}>
      <OwnLink />
      <Asking words={open.padlock.words} />
      {/* Whatever has the focus stays in sight above the button at the bottom. */}
      <div className="flex flex-col gap-8 **:scroll-mb-32">
        <Section title={say("contentTitle")}>
          <ContentForm drafting={drafting} fileRoom={namedFileRoom(maxBytes)}>
            <FileToSend maxBytes={maxBytes} />
          </ContentForm>
          <From maxBytes={maxBytes} />
          <p className="text-small text-soft">{t("once", expiry)}</p>
        </Section>
        <SendFailure />
      </div>
      <SendAction open={open} />
      <RequestDetails open={open} />
    </Page>
  );
}

/** The file, with what the relay takes said before anything is done with it. */
function FileToSend({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer.file");
  const say = useTranslations("locking");
  const language = useLocale();
  const { file, isMissing } = useStore(drafting.store);
  const room = answerRoom(maxBytes);
  if (file !== null && file.size <= room) {
    return (
      <ChosenFile
        file={file}
        onReplace={() => {
          choose(null);
        }}
      />
    );
  }
  const maximum = sizeText(room, language);
  const missing = isMissing ? say("fileMissing") : undefined;
  return (
    <DropZone
      label={say("file.label")}
      hint={t("hint", { maximum })}
      error={
        file === null ? missing : t("tooLarge", { size: sizeText(file.size, language), maximum })
      }
      onFiles={([chosen]) => {
        if (chosen !== undefined) choose(chosen);
      }}
    />
  );
}

function choose(file: File | null): void {
  // What was said of another file is not about this one.
  sending.reset();
  drafting.change({ file });
}

/** A credential has the sender's name in its own form; what is large has no place for it. */
function From({ maxBytes }: Readonly<{ maxBytes: number }>): ReactNode {
  const t = useTranslations("answer");
  const { content, credential, text, file } = useStore(drafting.store);
  switch (content) {
    case "credential":
      return null;
    case "text":
      if (text.length > CREDENTIAL_FIELDS.note) return <Alone>{t("textAlone")}</Alone>;
      break;
    case "file":
      if (file !== null && file.size > namedFileRoom(maxBytes)) {
        return <Alone>{t("fileAlone")}</Alone>;
      }
  }
  return <FromField drafting={drafting} value={credential.from} />;
}

function Alone({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  return (
    <p role="status" className="text-small text-soft">
      {children}
    </p>
  );
}

/** In sight wherever one is in the form. */
function SendAction({ open }: Props): ReactNode {
  const t = useTranslations("answer");
  const { isBusy } = useStore(sending.store);
  return (
    <div className="sticky bottom-0 z-[1] -mx-4 flex flex-col gap-2 border-t border-line bg-paper px-4 py-3">
      <Button
        kind="primary"
        icon={LockKeyhole}
        busy={isBusy}
        onClick={() => {
          if (!send(open)) focusFirstInvalid();
        }}
      >
        {t(isBusy ? "busy" : "action")}
      </Button>
    </div>
  );
}

/** Why it was not sent, brought into sight: the button may be far from where it stands. */
function SendFailure(): ReactNode {
  const t = useTranslations("answer");
  const { failure } = useStore(sending.store);
  return (
    <div ref={useBroughtIntoSight(failure !== null)} className="empty:hidden">
      <FailureNotice failure={failure} action={<p>{t("kept")}</p>} />
    </div>
  );
}

/** Its sentence comes a moment later than the failure: the place is shown once it has a size. */
function useBroughtIntoSight(isWanted: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!isWanted || element === null) return;
    const observer = new ResizeObserver(() => {
      element.scrollIntoView({ block: "nearest" });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [isWanted]);
  return place;
}
