"use client";

import { WandSparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { cryptoWorker, strengthWorker } from "../../crypto/client";
import type { Strength } from "../../crypto/interface/passwords";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { Secret } from "../../ui/secret";
import { StrengthMeter } from "../../ui/strength-meter";
import { Checkbox } from "../../ui/toggle";
import { ratePassphrase } from "./passphrase-draft";
import type { PassphraseDraft, PassphraseFlaw } from "./passphrase-draft";

/** The form for a new passphrase. Shows its strength, and a warning before going without one. */
export function NewPassphrase({
  draft,
  flaw,
  mayBeNone = true,
  onChange,
}: Readonly<{
  draft: PassphraseDraft;
  flaw: PassphraseFlaw | null;
  /** Whether the person may choose to have none. */
  mayBeNone?: boolean;
  onChange: (draft: PassphraseDraft) => void;
}>): ReactNode {
  const t = useTranslations("passphrase");
  return (
    <div className="flex flex-col gap-4">
      {!draft.isNone && <PassphraseFields draft={draft} flaw={flaw} onChange={onChange} />}
      {mayBeNone && (
        <Checkbox
          label={t("none")}
          checked={draft.isNone}
          onChange={(isNone) => {
            onChange({ ...draft, isNone });
          }}
        />
      )}
      {draft.isNone && (
        <Notice kind="care" live>
          {t("noneWarning")}
        </Notice>
      )}
    </div>
  );
}

function PassphraseFields({
  draft,
  flaw,
  onChange,
}: Readonly<{
  draft: PassphraseDraft;
  flaw: PassphraseFlaw | null;
  onChange: (draft: PassphraseDraft) => void;
}>): ReactNode {
  const t = useTranslations("passphrase");
  const language = useLocale();
  const suggest = async (): Promise<void> => {
    const { text } = await cryptoWorker().generatePassphrase({ language });
    onChange({ text, again: text, suggested: text, isSeen: false, isNone: false });
  };
  const see = (): void => {
    onChange({ ...draft, isSeen: true });
  };
  return (
    <>
      <PasswordField
        label={t("label")}
        hint={t("hint")}
        value={draft.text}
        isNew
        onChange={(text) => {
          onChange({ ...draft, text, suggested: null });
        }}
        onShown={see}
        error={flaw === "missing" || flaw === "weak" ? t(flaw) : undefined}
      />
      <StrengthOf text={draft.text} />
      <PasswordField
        label={t("again")}
        value={draft.again}
        isNew
        onChange={(again) => {
          onChange({ ...draft, again });
        }}
        error={flaw === "differ" ? t(flaw) : undefined}
      />
      {draft.suggested === null ? (
        <Button kind="quiet" icon={WandSparkles} onClick={() => void suggest()}>
          {t("suggest")}
        </Button>
      ) : (
        <Suggested isUnseen={flaw === "unseen" && !draft.isSeen}>
          <Secret
            label={t("suggestedLabel")}
            value={draft.suggested}
            copyLabel={t("copy")}
            copied={t("copied")}
            onTaken={see}
          />
        </Suggested>
      )}
    </>
  );
}

/** A generated passphrase. Once saving was refused because it is unseen, this says so and has the focus. */
function Suggested({
  isUnseen,
  children,
}: Readonly<{ isUnseen: boolean; children: ReactNode }>): ReactNode {
  const t = useTranslations("passphrase");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isUnseen) place.current?.focus();
  }, [isUnseen]);
  return (
    <div ref={place} tabIndex={-1} className="rounded-card">
      <Notice kind={isUnseen ? "danger" : "info"} live>
        {children}
        <p>{t(isUnseen ? "unseen" : "suggested")}</p>
      </Notice>
    </div>
  );
}

/** The strength meter, with how long the passphrase lasts and why. */
function StrengthOf({ text }: Readonly<{ text: string }>): ReactNode {
  const t = useTranslations("passphrase");
  const strength = useStrength(text);
  if (strength === null) return <StrengthMeter score={null} />;
  const { lasts, score } = ratePassphrase(strength);
  const { warning } = strength;
  const note = [
    t(`times.${lasts}`),
    ...(score > 3 || warning === null ? [] : [t(`warnings.${warning}`)]),
    ...(score > 3 ? [] : [t("advice")]),
  ].join(" ");
  return <StrengthMeter score={score} note={note} />;
}

/** The strength of a passphrase; while it's being measured, that of the text before. */
function useStrength(text: string): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const measured = text === "" ? Promise.resolve(null) : strengthWorker().strength(text);
    // Without a meter the form still works: saving measures the strength again.
    measured
      .catch(() => null)
      .then((result) => {
        if (!signal.aborted) setStrength(result);
      })
      .catch(() => undefined);
    return () => {
      controller.abort();
    };
  }, [text]);
  return strength;
}
