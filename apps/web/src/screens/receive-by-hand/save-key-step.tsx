"use client";

import { ArrowLeft, ArrowRight, FileKey2, Save } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button } from "../../ui/button";
import type { ButtonKind } from "../../ui/button-class";
import { Choices } from "../../ui/choices";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { IntoView } from "../../ui/into-view";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/page";
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
  const failure = saveFailure ?? createFailure;
  return (
    <>
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
        {failure !== null && (
          <IntoView>
            <FailureNotice failure={failure} />
          </IntoView>
        )}
      </Section>
      <SaveBar />
      <OtherActions />
    </>
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

/** The button that saves the key; once it is saved, the one that goes on. */
function SaveBar(): ReactNode {
  const t = useTranslations("receive.guard");
  const { location, saving } = useStore(receiveState, "location", "saving");
  return (
    <ActionBar>
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
      {location === null && <GoOn kind="primary" />}
    </ActionBar>
  );
}

/** Back, or on without the other place, or to the other place. */
function OtherActions(): ReactNode {
  const t = useTranslations("receive.guard");
  const { keptAs, savedFile, location } = useStore(receiveState, "keptAs", "savedFile", "location");
  const isSaved = keptAs !== null || savedFile !== null;
  const otherLocation: SaveLocation | null =
    keptAs === null ? "browser" : savedFile === null ? "file" : null;
  if (!isSaved) {
    return (
      <Button
        kind="quiet"
        icon={ArrowLeft}
        className="self-start"
        onClick={() => {
          goToStep("make");
        }}
      >
        {t("back")}
      </Button>
    );
  }
  if (location !== null) return <GoOn kind="secondary" />;
  return (
    otherLocation !== null && (
      <Button
        className="tablet:self-start"
        onClick={() => {
          receiveState.set({ location: otherLocation });
        }}
      >
        {t(`${otherLocation}.also`)}
      </Button>
    )
  );
}

/** To the next step, once the key is saved. */
function GoOn({ kind }: Readonly<{ kind: ButtonKind }>): ReactNode {
  const t = useTranslations("receive.guard");
  return (
    <Button
      kind={kind}
      icon={ArrowRight}
      {...(kind === "primary" ? {} : { className: "tablet:self-start" })}
      onClick={() => {
        sharePublicKey();
      }}
    >
      {t("next")}
    </Button>
  );
}
