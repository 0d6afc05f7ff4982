"use client";

import { ArrowLeft, ArrowRight, FileKey2, Save } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import {
  goToStep,
  keepInBrowser,
  receiveState,
  saveKeyFile,
  sharePublicKey,
} from "./receive-state";
import type { SaveLocation } from "./receive-state";

/** Saves the private key, before anyone can encrypt to its public key. */
export function SaveKeyStep(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, location, saveFailure, createFailure } = useStore(
    receiveState,
    "keptAs",
    "savedFile",
    "location",
    "saveFailure",
    "createFailure",
  );
  const isSaved = keptAs !== null || savedFile !== null;
  return (
    <Section title={t("title")}>
      <p className="max-w-lines">{t("text")}</p>
      <SavedNotices />
      {!isSaved && (
        <Choices
          legend={t("places")}
          value={location ?? "browser"}
          onChange={(chosen) => {
            receiveState.set({ location: chosen, saveFailure: null });
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
      {location === "browser" && <BrowserForm />}
      {location === "file" && <FileForm />}
      <WaitingNotice />
      <FailureNotice failure={saveFailure ?? createFailure} />
      <SaveActions />
    </Section>
  );
}

/** Where the key was saved, and what follows from it. */
function SavedNotices(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, isPersistent } = useStore(
    receiveState,
    "keptAs",
    "savedFile",
    "isPersistent",
  );
  return (
    <>
      {keptAs !== null && (
        <Notice kind="done" title={t("browser.done")} live>
          {t(isPersistent || savedFile !== null ? "browser.consequence" : "browser.evictable")}
        </Notice>
      )}
      {savedFile !== null && (
        <Notice kind={savedFile === "encrypted" ? "done" : "care"} title={t("file.done")} live>
          {t(savedFile === "encrypted" ? "file.locked" : "file.open")}
        </Notice>
      )}
    </>
  );
}

function BrowserForm(): ReactNode {
  const t = useTranslations("receive.guard.browser");
  const { name } = useStore(receiveState, "name");
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
          receiveState.set({ name: typed });
        }}
      />
    </>
  );
}

function FileForm(): ReactNode {
  const { passphrase, flaw } = useStore(receiveState, "passphrase", "flaw");
  return (
    <NewPassphrase
      draft={passphrase}
      flaw={flaw}
      onChange={(draft) => {
        receiveState.set({ passphrase: draft, flaw: null });
      }}
    />
  );
}

/** Shown only to a person who is faster than the key generation. */
function WaitingNotice(): ReactNode {
  const t = useTranslations("receive.guard");
  const { saving, pair } = useStore(receiveState, "saving", "pair");
  if (saving === null || pair !== null) return null;
  return (
    <Notice kind="info" live>
      {t("waiting")}
    </Notice>
  );
}

function SaveActions(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, location, saving } = useStore(
    receiveState,
    "keptAs",
    "savedFile",
    "location",
    "saving",
  );
  const isSaved = keptAs !== null || savedFile !== null;
  const otherLocation: SaveLocation | null =
    keptAs === null ? "browser" : savedFile === null ? "file" : null;
  return (
    <Actions>
      {location === "browser" && (
        <Button
          kind="primary"
          icon={Save}
          busy={saving !== null}
          onClick={() => void keepInBrowser()}
        >
          {t("browser.action")}
        </Button>
      )}
      {location === "file" && (
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
          kind={location === null ? "primary" : "secondary"}
          icon={ArrowRight}
          onClick={() => {
            sharePublicKey();
          }}
        >
          {t("next")}
        </Button>
      )}
      {isSaved && location === null && otherLocation !== null && (
        <Button
          onClick={() => {
            receiveState.set({ location: otherLocation });
          }}
        >
          {t(`${otherLocation}.also`)}
        </Button>
      )}
      {!isSaved && (
        <Button
          kind="quiet"
          icon={ArrowLeft}
          onClick={() => {
            goToStep("make");
          }}
        >
          {t("back")}
        </Button>
      )}
    </Actions>
  );
}
