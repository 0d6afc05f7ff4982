"use client";

import { Fingerprint, KeyRound } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import type { KeyInfo, RecipientInfo } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { CopyLine } from "../../ui/copy-line";
import { DownloadButton } from "../../ui/download-button";
import { MakingKeys } from "../../ui/drawings/making-keys";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { TextArea } from "../../ui/field";
import { FileName } from "../../ui/file-name";
import { LinkNotice } from "../../ui/link-notice";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { SafetyWords } from "../../ui/safety-words";
import { StatePanel } from "../../ui/state-panel";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import {
  createKeyFiles,
  createKeysForm,
  createKeysJob,
  SIZES,
  wipeCreateKeys,
} from "./create-keys-state";
import type { KeyFiles } from "./create-keys-state";
import {
  inspectGivenKey,
  inspectKey,
  inspectKeyForm,
  inspectKeyJob,
  wipeInspectKey,
} from "./inspect-key-state";
import type { InspectedKey } from "./inspect-key-state";
import { ToolPage } from "./tool-page";

function wipeKeysTool(): void {
  wipeCreateKeys();
  wipeInspectKey();
  void cryptoWorker().releaseKeys();
}

/** Creates a key pair, and shows the fingerprint of any key. */
export function KeysTool(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { result } = useStore(createKeysJob.store, "result");
  const { size } = useStore(createKeysForm, "size");
  useWipeOnLeave(wipeKeysTool);
  useEffect(() => {
    cryptoWorker();
  }, []);
  const command = `pct create --bits ${size} --passphrase`;
  return (
    <ToolPage
      title={t("title")}
      lead={t("lead")}
      command={command}
      details={result !== null && <KeyPairFacts info={result.info} />}
    >
      {result === null ? <CreateKeys /> : <CreatedKeys files={result} />}
      <InspectKey />
    </ToolPage>
  );
}

function CreateKeys(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { size, passphrase, flaw } = useStore(createKeysForm, "size", "passphrase", "flaw");
  const { isBusy, failure } = useStore(createKeysJob.store, "isBusy", "failure");
  if (isBusy) return <StatePanel drawing={<MakingKeys />} title={t("making")} />;
  return (
    <Section title={t("makeTitle")}>
      <NewPassphrase
        draft={passphrase}
        flaw={flaw}
        onChange={(changed) => {
          createKeysForm.set({ passphrase: changed, flaw: null });
        }}
      />
      <Choices
        legend={t("size")}
        value={size}
        onChange={(chosen) => {
          createKeysForm.set({ size: chosen });
        }}
        options={SIZES.map((value) => ({ value, title: t(`sizes.${value}`) }))}
      />
      <FailureNotice failure={failure} />
      <Actions>
        <Button kind="primary" icon={KeyRound} onClick={() => void createKeyFiles()}>
          {t("make")}
        </Button>
      </Actions>
    </Section>
  );
}

function CreatedKeys({ files }: Readonly<{ files: KeyFiles }>): ReactNode {
  const t = useTranslations("toolsKeys");
  const { info, publicFile, privateFile, isEncrypted } = files;
  return (
    <Section title={t("made")}>
      <Card>
        <h3 className="font-semibold">{t("savePrivate")}</h3>
        <p>{t("savePrivateWhy")}</p>
        {!isEncrypted && <Notice kind="care">{t("savePrivateOpen")}</Notice>}
        <Actions>
          <DownloadButton file={privateFile}>
            {t("download", { name: privateFile.name })}
          </DownloadButton>
        </Actions>
      </Card>
      <Card>
        <h3 className="font-semibold">{t("savePublic")}</h3>
        <p>{t("savePublicWhy")}</p>
        <Actions>
          <DownloadButton file={publicFile} kind="secondary">
            {t("download", { name: publicFile.name })}
          </DownloadButton>
        </Actions>
        <h4 className="font-semibold">{t("words")}</h4>
        <SafetyWords words={info.words} />
      </Card>
      <Actions>
        <Button kind="quiet" onClick={wipeCreateKeys}>
          {t("again")}
        </Button>
      </Actions>
    </Section>
  );
}

function KeyPairFacts({ info }: Readonly<{ info: KeyInfo }>): ReactNode {
  const t = useTranslations("toolsKeys");
  return (
    <>
      <p>{t("rsa", { bits: info.bits.toString() })}</p>
      <CopyLine
        label={t("fingerprint")}
        value={info.fingerprint}
        copyLabel={t("copyFingerprint")}
        copied={t("fingerprintCopied")}
      />
      <CopyLine
        label={t("line")}
        value={info.sshLine}
        copyLabel={t("copyLine")}
        copied={t("lineCopied")}
      />
    </>
  );
}

function InspectKey(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { result } = useStore(inspectKeyJob.store, "result");
  return (
    <Section title={t("lookTitle")}>
      <p>{t("lookLead")}</p>
      {result === null ? <InspectKeyInput /> : <InspectedKeyCard inspected={result} />}
    </Section>
  );
}

function InspectKeyInput(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { text, file, link, isEncrypted, passphrase } = useStore(
    inspectKeyForm,
    "text",
    "file",
    "link",
    "isEncrypted",
    "passphrase",
  );
  const { failure, isBusy } = useStore(inspectKeyJob.store, "failure", "isBusy");
  return (
    <>
      <DropZone
        label={t("file")}
        onFiles={([chosen]) => {
          if (chosen !== undefined) void inspectKey({ file: chosen });
        }}
        onText={(pasted) => {
          inspectKeyForm.set({ file: null, text: pasted });
          void inspectKey({ text: pasted });
        }}
      />
      {file === null ? (
        <TextArea
          label={t("paste")}
          rows={3}
          mono
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          onChange={(typed) => {
            inspectKeyJob.reset();
            inspectKeyForm.set({ text: typed, link: null, isEncrypted: false });
          }}
        />
      ) : (
        <p>
          <FileName name={file.name} />
        </p>
      )}
      {isEncrypted && (
        <PasswordField
          label={t("passphrase")}
          hint={t("lockedKey")}
          value={passphrase}
          onChange={(typed) => {
            inspectKeyForm.set({ passphrase: typed });
          }}
        />
      )}
      {link !== null && <LinkNotice link={link} />}
      <FailureNotice failure={failure} />
      {(file === null || isEncrypted) && (
        <Actions>
          <Button icon={Fingerprint} busy={isBusy} onClick={() => void inspectGivenKey()}>
            {t("look")}
          </Button>
        </Actions>
      )}
    </>
  );
}

function InspectedKeyCard({ inspected }: Readonly<{ inspected: InspectedKey }>): ReactNode {
  const t = useTranslations("toolsKeys");
  const { kind, info } = inspected;
  return (
    <Card>
      <h3 className="font-semibold">{t(kind === "public" ? "isPublic" : "isPrivate")}</h3>
      {"text" in info || info.kind === "rsa" ? (
        <WordsAndFingerprint info={info} />
      ) : (
        <p>{t("otherKey", { kind: KINDS[info.kind] })}</p>
      )}
      <Actions>
        <Button kind="quiet" onClick={wipeInspectKey}>
          {t("another")}
        </Button>
      </Actions>
    </Card>
  );
}

/** Names of the kinds of key that need no translation. */
const KINDS = { age: "age", ed25519: "Ed25519" } as const;

function WordsAndFingerprint({ info }: Readonly<{ info: RecipientInfo | KeyInfo }>): ReactNode {
  const t = useTranslations("toolsKeys");
  const fingerprint = info.kind === "age" ? info.text : info.fingerprint;
  const kind = info.kind === "rsa" ? t("rsa", { bits: info.bits.toString() }) : KINDS[info.kind];
  return (
    <>
      <p>{kind}</p>
      {info.kind === "rsa" && (
        <>
          <h4 className="font-semibold">{t("words")}</h4>
          <SafetyWords words={info.words} />
        </>
      )}
      <CopyLine
        label={t(info.kind === "age" ? "ageLine" : "fingerprint")}
        value={fingerprint}
        copyLabel={t("copyFingerprint")}
        copied={t("fingerprintCopied")}
      />
    </>
  );
}
