"use client";

import { dateTime } from "@pct/messages/date-time";
import { Check, Copy, RefreshCw } from "lucide-react";
import { useEffect, useId, useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyIcon } from "../../ui/copy-icon";
import { Disclosure } from "../../ui/disclosure";
import { FailureNotice } from "../../ui/failure-notice";
import { Field, FieldError } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions } from "../../ui/page";
import { SecretBox } from "../../ui/secret";
import { Checkbox } from "../../ui/toggle";
import { useCopy } from "../../ui/use-copy";
import type { Copying } from "../../ui/use-copy";
import type { OpenSession } from "./open-session";
import { PASSWORD_LENGTH } from "./progress";
import type { CredentialProgress, MadePassword } from "./progress";

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
      <FailureNotice failure={failure} />
      <div className="flex flex-col">
        <Kept session={session} />
        <Another session={session} make={make} />
        {made.length > 1 && <Earlier made={made.slice(0, -1)} progress={progress} />}
      </div>
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
  const id = useId();
  const [isOutside, setIsOutside] = useState(false);
  const act = async (): Promise<void> => {
    const count = /^\d{1,4}$/.test(length.trim()) ? Number(length) : 0;
    const fits = count >= PASSWORD_LENGTH.minimum && count <= PASSWORD_LENGTH.maximum;
    setIsOutside(!fits);
    if (fits) await make();
  };
  return (
    <Disclosure title={t("options")} group={GROUP}>
      <Checkbox
        label={t("symbols")}
        checked={symbols}
        onChange={(checked) => {
          progress.store.set({ symbols: checked });
        }}
      />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-24 flex-1 basis-0 tablet:max-w-48">
          <Field
            label={t("length")}
            inputMode="numeric"
            autoComplete="off"
            value={length}
            onChange={(typed) => {
              progress.store.set({ length: typed });
            }}
            aria-describedby={id}
            {...(isOutside ? { "aria-invalid": true } : {})}
          />
        </div>
        <Button icon={RefreshCw} onClick={() => void act()}>
          {t("again")}
        </Button>
      </div>
      {/* Below the row: it is wider than the field. */}
      <FieldError id={id}>{isOutside ? t("outside", PASSWORD_LENGTH) : ""}</FieldError>
    </Disclosure>
  );
}

/** Of "another one" and "earlier ones", one is open: both would push the next steps off a phone's screen. */
const GROUP = "passwords";

/** Passwords that were made before the newest: the account may have one of them. */
export function Earlier({
  made,
  progress,
}: Readonly<{ made: readonly MadePassword[]; progress: CredentialProgress }>): ReactNode {
  const t = useTranslations("open.generator");
  const language = useLocale();
  const { message, copy } = useCopy();
  return (
    <Disclosure title={t("earlier", { count: made.length })} group={GROUP}>
      <p className="text-small">{t("earlierText")}</p>
      <ol className="-m-1.5 flex max-h-44 flex-col gap-3 overflow-y-auto p-1.5">
        {made.map(({ password, madeAt }, index) => {
          const number = index + 1;
          const { time } = dateTime(language, madeAt);
          const label = t("earlierLabel", { number, time });
          const take = (): void => void progress.takePassword(password);
          const copied = t("earlierCopied", { number });
          return (
            <li key={password} className="flex flex-col gap-1">
              <span className="text-small">{label}</span>
              <div className="flex gap-1">
                <div className="min-w-0 flex-1">
                  <SecretBox label={label} value={password} onShown={take} />
                </div>
                <CopyIcon
                  label={t("earlierCopy", { number })}
                  onClick={() => {
                    void copy({ text: password, copied, secret: true }).then((isCopied) => {
                      if (isCopied) take();
                    });
                  }}
                />
              </div>
            </li>
          );
        })}
      </ol>
      <p role="status" className="text-small text-soft empty:hidden">
        {message}
      </p>
    </Disclosure>
  );
}
