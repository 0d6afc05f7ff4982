"use client";

import { Camera as CameraIcon, CameraOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ReactNode, SyntheticEvent } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { Notice } from "../../ui/notice";
import { Actions, Card } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { FailureNotice } from "../../ui/failure-notice";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { Camera } from "./camera";
import { enrolling, readPicture, readSource, takeQr, typeSource, wipeEnrolling } from "./mfa-state";
import { LiveCode } from "./live-code";

/** Takes the secret of an authenticator, typed, pasted, photographed or filmed, and shows its code. */
export function CodeAid(): ReactNode {
  const t = useTranslations("mfa.aid");
  const { enrolment } = useStore(enrolling);
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(enrolment);
  useWipedOnLeaving(wipeEnrolling);
  useEffect(() => {
    if (shown.current === enrolment) return;
    shown.current = enrolment;
    // What had the focus has made room for what is there now.
    place.current?.focus({ preventScroll: true });
  }, [enrolment]);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={t("title")} className="outline-none">
      <Card>{enrolment === null ? <SecretForm /> : <LiveCode enrolment={enrolment} />}</Card>
    </div>
  );
}

function SecretForm(): ReactNode {
  const t = useTranslations("mfa.aid");
  const { source, isMissing, isReading, noQr, failure } = useStore(enrolling);
  const [isFilming, setFilming] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void readSource();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <p className="max-w-lines">{t("text")}</p>
      <PasswordField
        label={t("label")}
        hint={t("hint")}
        value={source}
        onChange={typeSource}
        {...(isMissing ? { error: t("missing") } : {})}
      />
      <FailureNotice failure={failure} />
      <Actions>
        <Button kind="primary" type="submit" busy={isReading}>
          {t("show")}
        </Button>
        <Button
          icon={isFilming ? CameraOff : CameraIcon}
          onClick={() => {
            setFilming(!isFilming);
          }}
        >
          {isFilming ? t("stopCamera") : t("camera")}
        </Button>
      </Actions>
      {isFilming && (
        <Camera
          onText={(text) => {
            setFilming(false);
            void takeQr(text);
          }}
        />
      )}
      <DropZone
        label={t("image")}
        hint={t("imageHint")}
        accept="image/*"
        onFiles={([file]) => {
          if (file !== undefined) void readPicture(file);
        }}
      />
      {noQr && (
        <Notice kind="care" live>
          <p>{t("noQr")}</p>
        </Notice>
      )}
    </form>
  );
}
