"use client";

import { Link2, RefreshCw, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { RequestEnd } from "../../crypto/interface/requests";
import { useStore } from "../../state/store";
import { Button, LinkButton } from "../../ui/button";
import { buttonClass } from "../../ui/button-class";
import type { ButtonKind } from "../../ui/button-class";
import { MakingKeys } from "../../ui/drawings/making-keys";
import { OpenPadlock } from "../../ui/drawings/objects";
import {
  Altered,
  Cancelled,
  Collected,
  Emptied,
  Expired,
  Failed,
} from "../../ui/drawings/request-states";
import { Actions } from "../../ui/page";
import { StatePanel } from "../../ui/state-panel";
import { CancelRequest } from "./cancel-request";
import { RequestDetails } from "./request-details";
import { RemoveRequest } from "./remove-request";
import { RetryNotice } from "./retry-notice";
import { openDelivery, retryRequest, selectedRequest } from "./selected-request-state";

/** Shown until the relay accepts the request; there is no link before. */
export function CreatingView(): ReactNode {
  const t = useTranslations("request");
  const { contact, failure } = useStore(selectedRequest, "contact", "failure");
  return (
    <>
      <div className="flex items-center gap-4 rounded-card bg-wash p-4">
        <MakingKeys className="h-20 w-auto shrink-0" />
        <div className="flex min-w-0 flex-col gap-1">
          <p>{t("making.text")}</p>
          <p role="status" className="text-small text-soft">
            {failure === null && t(`contact.${contact === "reached" ? "trying" : contact}`)}
          </p>
        </div>
      </div>
      <RetryNotice />
      <CancelRequest />
    </>
  );
}

/** The request was made in another browser, or this browser deleted it. */
export function ForeignView(): ReactNode {
  const t = useTranslations("request.foreign");
  return (
    <StatePanel
      drawing={<OpenPadlock className="h-30 w-auto" />}
      title={t("title")}
      action={<NewRequestLink />}
    >
      <p>{t("text")}</p>
    </StatePanel>
  );
}

const END_DRAWINGS: Readonly<Record<RequestEnd, typeof Collected>> = {
  received: Collected,
  expired: Expired,
  cancelled: Cancelled,
};

/** A request that has ended. */
export function EndedView({ end }: Readonly<{ end: RequestEnd }>): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const Drawing = END_DRAWINGS[end];
  const isReceived = end === "received";
  return (
    <div role="status" className="flex flex-col gap-8">
      <StatePanel
        drawing={<Drawing />}
        title={t(`${end}.title`)}
        action={
          <Actions>
            {isReceived && (
              <LinkButton href={`/${language}/mfa/`} kind="primary" icon={ShieldCheck}>
                {t("received.mfa")}
              </LinkButton>
            )}
            <NewRequestLink kind={isReceived ? "secondary" : "primary"} />
          </Actions>
        }
      >
        <p>{t(`${end}.text`)}</p>
        {isReceived && <p className="mt-2">{t("received.next")}</p>}
      </StatePanel>
    </div>
  );
}

function NewRequestLink({ kind = "primary" }: Readonly<{ kind?: ButtonKind }>): ReactNode {
  const t = useTranslations("request");
  return (
    <a href="#" className={buttonClass(kind)}>
      <Link2 aria-hidden className="size-5 shrink-0" />
      {t("another")}
    </a>
  );
}

const PROBLEM_DRAWINGS = {
  claimsReceived: Emptied,
  claimsCancelled: Cancelled,
  claimsExpired: Expired,
  gone: Expired,
  altered: Altered,
  unopened: Failed,
} as const;

/** A request with a problem. It and its key stay until the person removes or cancels it. */
export function ProblemView(): ReactNode {
  const t = useTranslations("request");
  const { request, problem } = useStore(selectedRequest, "request", "problem");
  if (request === undefined || request === null || problem === null) return null;
  const Drawing = PROBLEM_DRAWINGS[problem];
  const isClaim = problem !== "altered" && problem !== "unopened";
  return (
    <>
      <div role="alert">
        <StatePanel
          drawing={<Drawing />}
          title={t(`${problem}.title`)}
          action={isClaim ? <AskAgain /> : <NewRequestLink />}
        >
          <p>{t(`${problem}.text`)}</p>
          {isClaim && <p className="mt-2">{t("keyStays")}</p>}
        </StatePanel>
      </div>
      {problem === "unopened" && (
        <Button icon={RefreshCw} className="self-start" onClick={() => void openDelivery()}>
          {t("unopened.retry")}
        </Button>
      )}
      {isClaim ? <RemoveRequest id={request.id} /> : <CancelRequest />}
      <RequestDetails request={request} />
    </>
  );
}

/** For a request that the relay claims not to have: it may have lied, or have erred. */
function AskAgain(): ReactNode {
  const t = useTranslations("request");
  return (
    <Actions>
      <Button kind="primary" icon={RefreshCw} onClick={retryRequest}>
        {t("askAgain")}
      </Button>
      <NewRequestLink kind="secondary" />
    </Actions>
  );
}
