"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import type { Authenticators, TotpEnrolment } from "@pct/security/otp";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { chooseAccount, wipeMfa } from "./mfa-state";

/** The accounts that an app exported, to choose the one whose code is wanted. */
export function AccountChoice({ read }: Readonly<{ read: Authenticators }>): ReactNode {
  const t = useTranslations("mfa.accounts");
  const { accounts, leftOut, part, parts } = read;
  return (
    <div className="flex flex-col gap-4">
      <h3 className="text-title">{t("title")}</h3>
      <ul className="flex flex-col gap-2">
        {accounts.map((account, index) => (
          <li key={index}>
            <Button
              className="w-full"
              onClick={() => {
                chooseAccount(account);
              }}
            >
              <AccountName account={account} />
            </Button>
          </li>
        ))}
      </ul>
      {parts > 1 && <p>{t("part", { part: part.toString(), parts: parts.toString() })}</p>}
      {leftOut > 0 && <p>{t("leftOut", { count: leftOut })}</p>}
      <Button kind="quiet" className="self-start" onClick={wipeMfa}>
        {t("another")}
      </Button>
    </div>
  );
}

function AccountName({ account: { account, issuer } }: { account: TotpEnrolment }): ReactNode {
  const t = useTranslations("mfa");
  const name = escapeForScreen(account);
  const shown =
    issuer === undefined ? name : t("code.of", { issuer: escapeForScreen(issuer), account: name });
  return (
    <span className="min-w-0 break-words">{shown === "" ? t("accounts.nameless") : shown}</span>
  );
}
