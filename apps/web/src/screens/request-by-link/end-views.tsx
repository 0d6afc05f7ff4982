"use client";

import { Link2, RefreshCw, ShieldCheck, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { RequestEnd } from "../../crypto/interface/requests";
import { Button, buttonClass, LinkButton } from "../../ui/button";
import type { ButtonKind } from "../../ui/button";
import { OpenPadlock } from "../../ui/drawings/objects";
import { Altered, Collected, Expired, Failed, MakingKeys } from "../../ui/drawings/states";
import { StatePanel } from "../../ui/state-panel";
import { Actions } from "../../ui/page";
import { useStore } from "../../state/store";
import { nameRequest } from "./selected-id";
import { forget } from "./request-list-state";
import { CancelRequest } from "./cancel-request";
import { following, openArrived } from "./selected-request-state";
import { RequestDetails } from "./request-details";
import { Retry } from "./retry-notice";

/** States in which there is nothing to wait for: each has its picture, its sentence, and a next step. */

/** The relay does not know of it yet; until then, there is no link. */
export function Making(): ReactNode {
  const t = useTranslations("request");
  const { contact, failure } = useStore(following);
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
      <Retry />
      <CancelRequest />
    </>
  );
}

/** Another browser has asked, or this one has forgotten. */
export function Foreign(): ReactNode {
  const t = useTranslations("request.foreign");
  return (
    <StatePanel
      drawing={<OpenPadlock className="h-30 w-auto" />}
      title={t("title")}
      action={<Another />}
    >
      <p>{t("text")}</p>
    </StatePanel>
  );
}

const ENDS: Readonly<Record<RequestEnd, typeof Collected>> = {
  received: Collected,
  expired: Expired,
  cancelled: Collected,
};

/** It is over, and nothing of it is left but that it was. */
export function Ended({ end }: Readonly<{ end: RequestEnd }>): ReactNode {
  const t = useTranslations("request");
  const language = useLocale();
  const Drawing = ENDS[end];
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
            <Another kind={isReceived ? "secondary" : "primary"} />
          </Actions>
        }
      >
        <p>{t(`${end}.text`)}</p>
        {isReceived && <p className="mt-2">{t("received.next")}</p>}
      </StatePanel>
    </div>
  );
}

function Another({ kind = "primary" }: Readonly<{ kind?: ButtonKind }>): ReactNode {
  const t = useTranslations("request");
  return (
    <a href="#" className={buttonClass(kind)}>
      <Link2 aria-hidden className="size-5 shrink-0" />
      {t("another")}
    </a>
  );
}

const TROUBLES = { gone: Expired, altered: Altered, unopened: Failed } as const;

/** Nothing good can come of it any more; what there is stays until the person ends it. */
export function Troubled(): ReactNode {
  const t = useTranslations("request");
  const { request, trouble } = useStore(following);
  if (request === undefined || request === null || trouble === null) return null;
  const Drawing = TROUBLES[trouble];
  return (
    <>
      <div role="alert">
        <StatePanel drawing={<Drawing />} title={t(`${trouble}.title`)} action={<Another />}>
          <p>{t(`${trouble}.text`)}</p>
        </StatePanel>
      </div>
      {trouble === "unopened" && (
        <Button icon={RefreshCw} className="self-start" onClick={() => void openArrived()}>
          {t("unopened.retry")}
        </Button>
      )}
      {trouble === "gone" ? <Forget id={request.id} /> : <CancelRequest />}
      <RequestDetails request={request} />
    </>
  );
}

function Forget({ id }: Readonly<{ id: string }>): ReactNode {
  const t = useTranslations("request.list");
  return (
    <Button
      kind="quiet"
      icon={Trash2}
      className="self-start"
      onClick={() => {
        void forget(id).then(() => {
          nameRequest("");
        });
      }}
    >
      {t.rich("forget", { name: "", hidden: () => null })}
    </Button>
  );
}
