"use client";

import { dateTime } from "@pct/messages/date-time";
import { QrCode as QrIcon, Share2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptRequest } from "../../crypto/interface/requests";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Waiting } from "../../ui/drawings/request-states";
import { IntoView } from "../../ui/into-view";
import { Letter } from "../../ui/letter";
import { Actions, Section } from "../../ui/page";
import { QrCode } from "../../ui/qr-code";
import { SafetyWords } from "../../ui/safety-words";
import { share, useCanShare } from "../../ui/share";
import { ArrivalNotice } from "./arrival-notice";
import { CancelRequest } from "./cancel-request";
import { RequestDetails } from "./request-details";
import { RetryNotice } from "./retry-notice";
import { selectedRequest } from "./selected-request-state";

/** The link to send, while there is no delivery yet. */
export function WaitingView(): ReactNode {
  const t = useTranslations("request");
  const { request } = useStore(selectedRequest, "request");
  if (request === undefined || request === null) return null;
  return (
    <>
      <ContactStatus expiresAt={request.expiresAt} />
      <RetryNotice />
      <LinkToSend request={request} />
      <Section title={t("waiting.letter")}>
        <Letter
          write={({ request: write }) =>
            write({ link: request.link, what: request.for, from: request.from })
          }
        />
      </Section>
      <ArrivalNotice />
      <Section title={t("waiting.words.title")}>
        <p className="max-w-lines">{t("waiting.words.text")}</p>
        <SafetyWords words={request.words} />
      </Section>
      <CancelRequest />
      <RequestDetails request={request} />
    </>
  );
}

/** Whether the relay can be reached, and until when the link is valid. */
function ContactStatus({ expiresAt }: Readonly<{ expiresAt: number }>): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const { contact } = useStore(selectedRequest, "contact");
  const isLost = contact === "unreachable" || contact === "failing";
  return (
    <div
      className={`flex items-center gap-4 rounded-card p-4 ${isLost ? "bg-care-wash" : "bg-wash"}`}
    >
      <Waiting className="h-16 w-auto shrink-0 tablet:h-24" />
      <div className="flex min-w-0 flex-col gap-1">
        <p role="status" className="font-semibold">
          {t(`contact.${contact}`)}
        </p>
        <p className="text-small text-soft">{t("until", dateTime(language, expiresAt))}</p>
        <p className="hidden text-small text-soft tablet:block">{t("waiting.long")}</p>
      </div>
    </div>
  );
}

function LinkToSend({ request }: Readonly<{ request: KeptRequest }>): ReactNode {
  const t = useTranslations("request.waiting");
  const { link } = request;
  const [showsQr, setShowsQr] = useState(false);
  const canShare = useCanShare();
  return (
    <Section title={t("link.title")}>
      <p className="max-w-lines">{t("link.text")}</p>
      <p
        role="group"
        aria-label={t("link.label")}
        className="rounded-card border border-line bg-wash px-4 py-2.5 font-mono text-small break-all"
      >
        {link}
      </p>
      <Actions>
        <CopyButton kind="primary" value={link} label={t("link.copy")} copied={t("link.copied")} />
        {canShare && (
          <Button icon={Share2} onClick={() => void share({ url: link })}>
            {t("link.share")}
          </Button>
        )}
        <Button
          icon={QrIcon}
          aria-expanded={showsQr}
          onClick={() => {
            setShowsQr(!showsQr);
          }}
        >
          {t(showsQr ? "link.hideQr" : "link.qr")}
        </Button>
      </Actions>
      {showsQr && (
        <IntoView>
          <QrCode text={link} label={t("link.qrLabel")} />
        </IntoView>
      )}
      <p className="max-w-lines text-small text-soft tablet:hidden">{t("long")}</p>
    </Section>
  );
}
