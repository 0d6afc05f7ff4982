"use client";

import { ArrowLeft, ArrowRight, FileKey2, Save } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { Choices } from "../../ui/choice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { FailureNotice } from "../../ui/failure-notice";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import { useStore } from "../../state/store";
import { givePadlock, goTo, keepInBrowser, receiving, saveKeyFile } from "./receive-state";
import type { Place } from "./receive-state";

/** Where the key is saved, before anything can be locked that only it opens. */
export function GuardStep(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, place, saveFailure, makeFailure } = useStore(receiving);
  const isSaved = keptAs !== null || savedFile !== null;
  return (
    <Section title={t("title")}>
      <p className="max-w-lines">{t("text")}</p>
      <Done />
      {!isSaved && (
        <Choices
          legend={t("places")}
          value={place ?? "browser"}
          onChange={(chosen) => {
            receiving.set({ place: chosen, saveFailure: null });
          }}
          options={(["browser", "file"] as const).map((value) => ({
            value,
            title: t(`${value}.title`),
            text: t(`${value}.text`),
            icon: value === "browser" ? Save : FileKey2,
          }))}
          columns={2}
        />
      )}
      {place === "browser" && <BrowserPlace />}
      {place === "file" && <FilePlace />}
      <Wait />
      <FailureNotice failure={saveFailure ?? makeFailure} />
      <GuardActions />
    </Section>
  );
}

/** Where it has been saved, and what is to be done with that. */
function Done(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, isPersistent } = useStore(receiving);
  return (
    <>
      {keptAs !== null && (
        <Notice kind="done" title={t("browser.done")} live>
          {t(isPersistent || savedFile !== null ? "browser.consequence" : "browser.evictable")}
        </Notice>
      )}
      {savedFile !== null && (
        <Notice kind={savedFile === "locked" ? "done" : "care"} title={t("file.done")} live>
          {t(savedFile === "locked" ? "file.locked" : "file.open")}
        </Notice>
      )}
    </>
  );
}

function BrowserPlace(): ReactNode {
  const t = useTranslations("receive.guard.browser");
  const { name } = useStore(receiving);
  return (
    <>
      <Notice kind="care">{t("consequence")}</Notice>
      <Field
        label={t("name")}
        optional={t("optional")}
        hint={t("nameHint")}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={(typed) => {
          receiving.set({ name: typed });
        }}
      />
    </>
  );
}

function FilePlace(): ReactNode {
  const { passphrase, flaw } = useStore(receiving);
  return (
    <NewPassphrase
      draft={passphrase}
      flaw={flaw}
      onChange={(draft) => {
        receiving.set({ passphrase: draft, flaw: null });
      }}
    />
  );
}

/** Only who is faster than their browser has to wait. */
function Wait(): ReactNode {
  const t = useTranslations("receive.guard");
  const { saving, pair } = useStore(receiving);
  if (saving === null || pair !== null) return null;
  return (
    <Notice kind="info" live>
      {t("waiting")}
    </Notice>
  );
}

function GuardActions(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, place, saving } = useStore(receiving);
  const isSaved = keptAs !== null || savedFile !== null;
  const also: Place | null = keptAs === null ? "browser" : savedFile === null ? "file" : null;
  return (
    <Actions>
      {place === "browser" && (
        <Button
          kind="primary"
          icon={Save}
          busy={saving !== null}
          onClick={() => void keepInBrowser()}
        >
          {t("browser.action")}
        </Button>
      )}
      {place === "file" && (
        <Button
          kind="primary"
          icon={FileKey2}
          busy={saving !== null}
          onClick={() => void saveKeyFile()}
        >
          {t("file.action")}
        </Button>
      )}
      {isSaved && (
        <Button
          kind={place === null ? "primary" : "secondary"}
          icon={ArrowRight}
          onClick={() => {
            givePadlock();
          }}
        >
          {t("next")}
        </Button>
      )}
      {isSaved && place === null && also !== null && (
        <Button
          onClick={() => {
            receiving.set({ place: also });
          }}
        >
          {t(`${also}.also`)}
        </Button>
      )}
      {!isSaved && (
        <Button
          kind="quiet"
          icon={ArrowLeft}
          onClick={() => {
            goTo("make");
          }}
        >
          {t("back")}
        </Button>
      )}
    </Actions>
  );
}
