"use client";

import { dateTime } from "@pct/messages/date-time";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Card } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { Earlier } from "./new-password";
import type { CredentialProgress } from "./progress";

/**
 * The passwords that were made with a credential that is not open: it can't be reached, or the request
 * has ended. They stay until the person erases them.
 */
export function MadeHere({ progress }: Readonly<{ progress: CredentialProgress }>): ReactNode {
  const t = useTranslations("open.made");
  const { made } = useStore(progress.store, "made");
  if (made.length === 0) return null;
  return (
    <Card>
      <h2 className="text-title">{t("title")}</h2>
      <MadePasswords progress={progress} />
    </Card>
  );
}

/** The newest password, the ones before it, and a button that erases them after a question. */
export function MadePasswords({ progress }: Readonly<{ progress: CredentialProgress }>): ReactNode {
  const t = useTranslations("open.made");
  const fields = useTranslations("open.generator");
  const language = useLocale();
  const { made } = useStore(progress.store, "made");
  const [asks, setAsks] = useState(false);
  const newest = made.at(-1);
  if (newest === undefined) return null;
  const keep = (): void => {
    setAsks(false);
  };
  return (
    <>
      <p>{t("text", dateTime(language, newest.madeAt))}</p>
      <Secret
        label={fields("label")}
        value={newest.password}
        copyLabel={fields("copy")}
        copied={fields("copied")}
        onTaken={() => void progress.takePassword(newest.password)}
      />
      {made.length > 1 && <Earlier made={made.slice(0, -1)} progress={progress} />}
      <Button
        kind="quiet"
        icon={Trash2}
        className="self-start"
        onClick={() => {
          setAsks(true);
        }}
      >
        {t("erase")}
      </Button>
      <Dialog
        open={asks}
        onClose={keep}
        title={t("ask")}
        actions={
          <>
            <Button onClick={keep}>{t("keep")}</Button>
            <Button kind="danger" icon={Trash2} onClick={() => void progress.erase()}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <p>{t("askText")}</p>
      </Dialog>
    </>
  );
}
