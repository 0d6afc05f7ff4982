"use client";

import { PASSWORD_LIMITS } from "@pct/core/limits";
import { Dices } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { Generated } from "../../crypto/interface/passwords";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { Secret } from "../../ui/secret";
import { Select } from "../../ui/select";
import { Checkbox } from "../../ui/toggle";
import {
  changeOptions,
  COUNT,
  countOf,
  generate,
  generateCommand,
  generateJob,
  generateOptions,
  wipeGenerate,
} from "./generate-state";
import { guessingTime, rateEntropy } from "./guessing-time";
import { NumberField } from "./number-field";
import { ToolPage } from "./tool-page";

/** Generates passwords and passphrases, and rates them. */
export function GenerateTool(): ReactNode {
  const t = useTranslations("toolsGenerate");
  const language = useLocale();
  const chosen = useStore(
    generateOptions,
    "kind",
    "length",
    "words",
    "count",
    "symbols",
    "exclude",
    "language",
  );
  const { result, failure, isBusy } = useStore(generateJob.store, "result", "failure", "isBusy");
  const { kind, count } = chosen;
  useWipeOnLeave(wipeGenerate);
  return (
    <ToolPage title={t("title")} lead={t("lead")} command={generateCommand(chosen, language)}>
      <Section>
        <Choices
          legend={t("kind")}
          columns={2}
          value={kind}
          onChange={(next) => {
            changeOptions({ kind: next });
          }}
          options={(["password", "passphrase"] as const).map((value) => ({
            value,
            title: t(`kinds.${value}`),
          }))}
        />
        {kind === "password" ? <PasswordOptions /> : <PassphraseOptions />}
        <NumberField
          label={t("count")}
          limits={COUNT}
          value={count}
          onChange={(typed) => {
            changeOptions({ count: typed });
          }}
        />
      </Section>
      <FailureNotice failure={failure} />
      {result !== null && <Result made={result} />}
      <Actions>
        <Button
          kind="primary"
          icon={Dices}
          busy={isBusy}
          onClick={() => {
            generate(language);
          }}
        >
          {t(`${result === null ? "make" : "again"}.${kind}`, { count: countOf(chosen) })}
        </Button>
      </Actions>
    </ToolPage>
  );
}

function PasswordOptions(): ReactNode {
  const t = useTranslations("toolsGenerate");
  const { length, symbols, exclude } = useStore(generateOptions, "length", "symbols", "exclude");
  return (
    <>
      <NumberField
        label={t("length")}
        limits={PASSWORD_LIMITS.length}
        value={length}
        onChange={(typed) => {
          changeOptions({ length: typed });
        }}
      />
      <Checkbox
        label={t("symbols")}
        checked={symbols}
        onChange={(checked) => {
          changeOptions({ symbols: checked });
        }}
      />
      <Field
        label={t("exclude")}
        hint={t("excludeHint")}
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={exclude}
        onChange={(typed) => {
          changeOptions({ exclude: typed });
        }}
      />
    </>
  );
}

function PassphraseOptions(): ReactNode {
  const t = useTranslations("toolsGenerate");
  const screenLanguage = useLocale();
  const { words, language } = useStore(generateOptions, "words", "language");
  return (
    <>
      <NumberField
        label={t("words")}
        limits={PASSWORD_LIMITS.words}
        value={words}
        onChange={(typed) => {
          changeOptions({ words: typed });
        }}
      />
      <Select
        label={t("language")}
        value={language ?? screenLanguage}
        onChange={(chosen) => {
          changeOptions({ language: chosen });
        }}
        options={(["es", "en"] as const).map((value) => ({
          value,
          label: t(`languages.${value}`),
        }))}
      />
    </>
  );
}

function Result({ made }: Readonly<{ made: readonly Generated[] }>): ReactNode {
  const t = useTranslations("toolsGenerate");
  const { kind } = useStore(generateOptions, "kind");
  const count = made.length;
  const bits = made[0]?.bits ?? 0;
  return (
    <Section>
      <Secret
        // Hides a new secret again: the key mounts another component.
        key={made[0]?.text}
        label={t(`result.${kind}`, { count })}
        value={made.map(({ text }) => text).join("\n")}
        copyLabel={t(`copy.${kind}`, { count })}
        copied={t(`copied.${kind}`, { count })}
      />
      <Notice
        kind={rateEntropy(bits) === "weak" ? "care" : "info"}
        title={t(`worth.${rateEntropy(bits)}`)}
        live
      >
        <p>{t("entropy", { bits: Math.floor(bits).toString(), time: useTime(bits) })}</p>
      </Notice>
    </Section>
  );
}

function useTime(bits: number): string {
  const t = useTranslations("toolsGenerate.time");
  const time = guessingTime(bits);
  return "count" in time ? t(time.unit, { count: time.count }) : t(time.unit);
}
