"use client";

import { Check, RefreshCw, WandSparkles } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { Checkbox } from "../../ui/toggle";
import type { OpenSession } from "./open-session";

/** Shorter passwords are no better than the one that was sent; services refuse longer ones. */
const LENGTH = { minimum: 12, maximum: 128 } as const;

/** Generates the password that replaces the one that was sent. */
export function NewPasswordMaker({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.generator");
  const { newPassword } = useStore(session.store, "newPassword");
  const { password, isChosen } = newPassword;
  if (password !== null && isChosen) {
    return (
      <>
        <NewSecret password={password} />
        <Notice kind="done" live>
          {t("used")}
        </Notice>
        <div>
          <Button
            kind="quiet"
            onClick={() => {
              session.setNewPassword({ isChosen: false });
            }}
          >
            {t("change")}
          </Button>
        </div>
      </>
    );
  }
  return <Maker session={session} />;
}

function Maker({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.generator");
  const { newPassword } = useStore(session.store, "newPassword");
  const { length, symbols, password } = newPassword;
  const [isOutside, setOutside] = useState(false);
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const make = async (): Promise<void> => {
    const passwordLength = /^\d{1,4}$/.test(length.trim()) ? Number(length) : 0;
    const fits = passwordLength >= LENGTH.minimum && passwordLength <= LENGTH.maximum;
    setOutside(!fits);
    setFailure(null);
    if (!fits) return;
    try {
      const { text } = await cryptoWorker().generatePassword({ length: passwordLength, symbols });
      session.setNewPassword({ password: text });
    } catch (error) {
      setFailure(failureFacts(error));
    }
  };
  return (
    <>
      {password !== null && <NewSecret password={password} />}
      <Field
        label={t("length")}
        inputMode="numeric"
        autoComplete="off"
        value={length}
        onChange={(typed) => {
          session.setNewPassword({ length: typed });
        }}
        error={isOutside ? t("outside", LENGTH) : undefined}
      />
      <Checkbox
        label={t("symbols")}
        checked={symbols}
        onChange={(checked) => {
          session.setNewPassword({ symbols: checked });
        }}
      />
      <FailureNotice failure={failure} />
      <Actions>
        {password !== null && (
          <Button
            icon={Check}
            onClick={() => {
              session.setNewPassword({ isChosen: true });
            }}
          >
            {t("use")}
          </Button>
        )}
        <Button
          kind={password === null ? "secondary" : "quiet"}
          icon={password === null ? WandSparkles : RefreshCw}
          onClick={() => void make()}
        >
          {t(password === null ? "make" : "again")}
        </Button>
      </Actions>
    </>
  );
}

function NewSecret({ password }: Readonly<{ password: string }>): ReactNode {
  const t = useTranslations("open.generator");
  return <Secret label={t("title")} value={password} copyLabel={t("copy")} copied={t("copied")} />;
}
