"use client";

import { dateTime } from "@pct/messages/date-time";
import { Check, Copy, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { Secret, SecretBox } from "../../ui/secret";
import { Checkbox } from "../../ui/toggle";
import type { Copying } from "../../ui/use-copy";
import type { OpenSession } from "./open-session";
import { PASSWORD_LENGTH } from "./progress";
import type { MadePassword } from "./progress";

type Props = Readonly<{ session: OpenSession; copy: Copying["copy"] }>;

/** The password that replaces the one that was sent. It is made when the step opens, and stored first. */
export function NewPassword({ session, copy }: Props): ReactNode {
  const t = useTranslations("open.generator");
  const tasks = useTranslations("open.tasks.change");
  const { progress } = session;
  const { made } = useStore(progress.store, "made");
  const [failure, setFailure] = useState<FailureFacts | null>(null);
  const newest = made.at(-1);
  const isMissing = newest === undefined;
  const make = async (): Promise<void> => {
    setFailure(null);
    try {
      await progress.makePassword();
    } catch (error) {
      setFailure(failureFacts(error));
    }
  };
  useEffect(() => {
    if (!isMissing) return;
    progress.makePassword().catch((error: unknown) => {
      setFailure(failureFacts(error));
    });
  }, [isMissing, progress]);
  if (newest === undefined) {
    return failure === null ? (
      <p role="status">{t("making")}</p>
    ) : (
      <Failed retry={make} failure={failure} />
    );
  }
  const take = async (): Promise<void> => {
    const { password } = newest;
    if (!(await copy({ text: password, copied: t("copied"), secret: true }))) return;
    await progress.takePassword(password);
    await progress.tick("change");
  };
  return (
    <>
      <SecretBox label={t("label")} value={newest.password} />
      <Actions>
        <Button kind="primary" icon={Copy} onClick={() => void take()}>
          {t("copy")}
        </Button>
        <Button kind="quiet" icon={Check} onClick={() => void progress.tick("change")}>
          {tasks("done")}
        </Button>
      </Actions>
      <Kept session={session} />
      <Another session={session} make={make} />
      <FailureNotice failure={failure} />
      {made.length > 1 && <Earlier made={made.slice(0, -1)} session={session} />}
    </>
  );
}

function Failed({
  retry,
  failure,
}: Readonly<{ retry: () => Promise<void>; failure: FailureFacts }>): ReactNode {
  const t = useTranslations("open.generator");
  return (
    <>
      <FailureNotice failure={failure} />
      <Button kind="primary" icon={RefreshCw} onClick={() => void retry()}>
        {t("again")}
      </Button>
    </>
  );
}

/** Whether what the person makes here survives the page. */
function Kept({ session }: Readonly<{ session: OpenSession }>): ReactNode {
  const t = useTranslations("open.generator");
  const { status } = useStore(session.progress.draft.store, "status");
  if (status === "kept") return <p className="text-small text-soft">{t("kept")}</p>;
  if (status !== "refused" && status !== "erased") return null;
  return (
    <Notice kind="care" live>
      {t(status)}
    </Notice>
  );
}

function Another({
  session,
  make,
}: Readonly<{ session: OpenSession; make: () => Promise<void> }>): ReactNode {
  const t = useTranslations("open.generator");
  const { progress } = session;
  const { length, symbols } = useStore(progress.store, "length", "symbols");
  const [isOutside, setIsOutside] = useState(false);
  const act = async (): Promise<void> => {
    const count = /^\d{1,4}$/.test(length.trim()) ? Number(length) : 0;
    const fits = count >= PASSWORD_LENGTH.minimum && count <= PASSWORD_LENGTH.maximum;
    setIsOutside(!fits);
    if (fits) await make();
  };
  return (
    <Disclosure title={t("options")}>
      <Field
        label={t("length")}
        inputMode="numeric"
        autoComplete="off"
        value={length}
        onChange={(typed) => {
          progress.store.set({ length: typed });
        }}
        error={isOutside ? t("outside", PASSWORD_LENGTH) : undefined}
      />
      <Checkbox
        label={t("symbols")}
        checked={symbols}
        onChange={(checked) => {
          progress.store.set({ symbols: checked });
        }}
      />
      <Button icon={RefreshCw} className="tablet:self-start" onClick={() => void act()}>
        {t("again")}
      </Button>
    </Disclosure>
  );
}

/** Passwords that were made before the newest: the account may have one of them. */
export function Earlier({
  made,
  session,
}: Readonly<{ made: readonly MadePassword[]; session: OpenSession }>): ReactNode {
  const t = useTranslations("open.generator");
  const language = useLocale();
  return (
    <Disclosure title={t("earlier", { count: made.length })}>
      <p className="text-small">{t("earlierText")}</p>
      {made.map(({ password, madeAt }, index) => {
        const number = index + 1;
        const { time } = dateTime(language, madeAt);
        return (
          <Secret
            key={password}
            label={t("earlierLabel", { number, time })}
            value={password}
            copyLabel={t("earlierCopy", { number })}
            copied={t("earlierCopied", { number })}
            onTaken={() => void session.progress.takePassword(password)}
          />
        );
      })}
    </Disclosure>
  );
}
