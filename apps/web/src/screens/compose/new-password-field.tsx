"use client";

import { Sparkles } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { PasswordField } from "../../ui/password-field";
import type { Draft } from "./draft";

/** The password of the account: typed, or generated and then copied into the console. */
export function NewPasswordField({ draft }: Readonly<{ draft: Draft }>): ReactNode {
  const t = useTranslations("send.credential");
  const { password } = useStore(draft.store, "credential").credential;
  const [isGenerated, setIsGenerated] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <PasswordField
        label={t("password")}
        isNew
        value={password}
        onChange={(typed) => {
          setIsGenerated(false);
          draft.changeCredential({ password: typed });
        }}
      />
      <div className="flex flex-wrap items-center gap-x-1">
        <Button
          kind="quiet"
          icon={Sparkles}
          className="-ml-3"
          onClick={() => {
            void draft.generatePassword().then(() => {
              setIsGenerated(true);
            });
          }}
        >
          {t("generate")}
        </Button>
        {password !== "" && (
          <CopyButton
            kind="quiet"
            value={password}
            label={t("copyPassword")}
            copied={t("passwordCopied")}
            secret
          />
        )}
      </div>
      <p role="status" className="text-small text-soft empty:hidden">
        {isGenerated && password !== "" && t("generated")}
      </p>
    </div>
  );
}
