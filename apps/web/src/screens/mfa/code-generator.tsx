"use client";

import { Camera as CameraIcon, CameraOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ReactNode, SyntheticEvent } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { Actions, Card } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { AccountChoice } from "./account-choice";
import { Camera } from "./camera";
import { LiveCode } from "./live-code";
import { mfaState, readPicture, readSource, takeQr, typeSource, wipeMfa } from "./mfa-state";

/** Takes a TOTP secret (typed, pasted, from a picture or the camera) and shows its current code. */
export function CodeGenerator(): ReactNode {
  const t = useTranslations("mfa.aid");
  const { enrolment, accounts } = useStore(mfaState, "enrolment", "accounts");
  const container = useRef<HTMLDivElement>(null);
  const shown = enrolment ?? accounts;
  const previous = useRef(shown);
  useWipeOnLeave(wipeMfa);
  useEffect(() => {
    if (previous.current === shown) return;
    previous.current = shown;
    // The form that had the focus was replaced by the code, or the other way round.
    container.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <div
      ref={container}
      tabIndex={-1}
      role="group"
      aria-label={t("title")}
      className="outline-none"
    >
      <Card>
        {enrolment !== null ? (
          <LiveCode enrolment={enrolment} />
        ) : accounts !== null ? (
          <AccountChoice read={accounts} />
        ) : (
          <SecretForm />
        )}
      </Card>
    </div>
  );
}

function SecretForm(): ReactNode {
  const t = useTranslations("mfa.aid");
  const { source, isMissing, isReading, noQr, failure } = useStore(
    mfaState,
    "source",
    "isMissing",
    "isReading",
    "noQr",
    "failure",
  );
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
