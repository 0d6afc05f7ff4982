"use client";

import type { TotpEnrolment } from "@pct/security/otp";
import { escapeForScreen } from "@pct/delivery/safe-text";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import type { TotpCode } from "../../crypto/interface/otp";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Countdown } from "../../ui/countdown";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { QrCode } from "../../ui/qr-code";
import { Facts, TechnicalDetails } from "../../ui/technical-details";
import { mfaState, showQr, wipeMfa } from "./mfa-state";

/** The current TOTP code, with the seconds that it stays valid. */
export function LiveCode({ enrolment }: Readonly<{ enrolment: TotpEnrolment }>): ReactNode {
  const t = useTranslations("mfa.code");
  const { code, failure } = useCode(enrolment);
  const { isQrShown } = useStore(mfaState, "isQrShown");
  const { issuer, account, period = 30 } = enrolment;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h3 className="text-title">{t("title")}</h3>
        {account !== "" && (
          <p className="break-words text-soft">
            {escapeForScreen(issuer === undefined ? account : t("of", { issuer, account }))}
          </p>
        )}
      </div>
      <FailureNotice failure={failure} />
      {code !== null && (
        <>
          <div className="flex flex-wrap items-center gap-6">
            <output className="font-mono text-display-wide tracking-wide">
              {grouped(code.code)}
            </output>
            <Countdown
              left={code.secondsLeft}
              total={period}
              label={t("next", { seconds: code.secondsLeft })}
            />
          </div>
          <Actions>
            <CopyButton
              value={code.code}
              label={t("copy")}
              copied={t("copied")}
              kind="primary"
              secret
            />
            <Button
              onClick={() => {
                showQr(!isQrShown);
              }}
              aria-expanded={isQrShown}
            >
              {isQrShown ? t("hideQr") : t("showQr")}
            </Button>
            <Button kind="quiet" onClick={wipeMfa}>
              {t("another")}
            </Button>
          </Actions>
        </>
      )}
      {isQrShown && <EnrolmentQr enrolment={enrolment} />}
      <Technical enrolment={enrolment} />
    </div>
  );
}

/** Splits a code in two halves, as people read it. */
function grouped(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}

function useCode(enrolment: TotpEnrolment): {
  code: TotpCode | null;
  failure: FailureFacts | null;
} {
  const [code, setCode] = useState<TotpCode | null>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const update = (): void => {
      cryptoWorker()
        .currentCode(enrolment)
        .then((next) => {
          if (!signal.aborted) setCode(next);
        })
        .catch((error: unknown) => {
          if (!signal.aborted) setFailure(failureFacts(error));
        });
    };
    update();
    const clock = setInterval(update, 1000);
    return () => {
      controller.abort();
      clearInterval(clock);
    };
  }, [enrolment]);
  return { code, failure };
}

function EnrolmentQr({ enrolment }: Readonly<{ enrolment: TotpEnrolment }>): ReactNode {
  const t = useTranslations("mfa.code");
  const [uri, setUri] = useState<string | null>(null);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    cryptoWorker()
      .totpUri(enrolment)
      .then((text) => {
        if (!signal.aborted) setUri(text);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) setFailure(failureFacts(error));
      });
    return () => {
      controller.abort();
    };
  }, [enrolment]);
  return (
    <>
      <FailureNotice failure={failure} />
      {uri !== null && <QrCode text={uri} label={t("qr")} />}
      <Notice kind="care">
        <p>{t("qrCare")}</p>
      </Notice>
    </>
  );
}

function Technical({ enrolment }: Readonly<{ enrolment: TotpEnrolment }>): ReactNode {
  const t = useTranslations("mfa.technical");
  const { algorithm = "SHA1", digits = 6, period = 30 } = enrolment;
  return (
    <TechnicalDetails title={t("title")}>
      <Facts
        facts={[
          { name: t("standard"), value: "TOTP (RFC 6238)" },
          { name: t("algorithm"), value: `HMAC-${algorithm}` },
          { name: t("digits"), value: digits.toString() },
          { name: t("period"), value: t("seconds", { seconds: period }) },
        ]}
      />
    </TechnicalDetails>
  );
}
