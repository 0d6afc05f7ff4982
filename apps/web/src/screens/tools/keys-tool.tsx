"use client";

import { Fingerprint, KeyRound } from "lucide-react";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import { shownName } from "../../crypto/file-name";
import type { KeyInfo, RecipientInfo } from "../../crypto/interface/keys";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choice";
import { CopyLine } from "../../ui/copy-line";
import { DownloadButton } from "../../ui/download-button";
import { MakingKeys } from "../../ui/drawings/states";
import { DropZone } from "../../ui/drop-zone";
import { StatePanel } from "../../ui/state-panel";
import { TextArea } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { SafetyWords } from "../../ui/safety-words";
import { FailureNotice } from "../../ui/failure-notice";
import { NewPassphrase } from "../new-passphrase/new-passphrase";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { given, look, lookAgain, looking, wipeLooking } from "./inspect-key-state";
import type { Seen } from "./inspect-key-state";
import { draft, makePair, making, SIZES } from "./create-keys-state";
import type { MadePair } from "./create-keys-state";
import { ToolPage } from "./tool-page";

function wipe(): void {
  making.reset();
  draft.reset();
  wipeLooking();
  void cryptoWorker().releaseKeys();
}

/** Makes a pair of keys, and shows the fingerprint of any. */
export function KeysTool(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { result } = useStore(making.store);
  const { size } = useStore(draft);
  useWipedOnLeaving(wipe);
  useEffect(() => {
    cryptoWorker();
  }, []);
  const command = `pct create --bits ${size} --passphrase`;
  return (
    <ToolPage
      title={t("title")}
      lead={t("lead")}
      command={command}
      details={result !== null && <PairFacts info={result.info} />}
    >
      {result === null ? <Making /> : <Made pair={result} />}
      <Looking />
    </ToolPage>
  );
}

function Making(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { size, passphrase, flaw } = useStore(draft);
  const { isBusy, failure } = useStore(making.store);
  if (isBusy) return <StatePanel drawing={<MakingKeys />} title={t("making")} />;
  return (
    <Section title={t("makeTitle")}>
      <NewPassphrase
        draft={passphrase}
        flaw={flaw}
        onChange={(changed) => {
          draft.set({ passphrase: changed, flaw: null });
        }}
      />
      <Choices
        legend={t("size")}
        value={size}
        onChange={(chosen) => {
          draft.set({ size: chosen });
        }}
        options={SIZES.map((value) => ({ value, title: t(`sizes.${value}`) }))}
      />
      <FailureNotice failure={failure} />
      <Actions>
        <Button kind="primary" icon={KeyRound} onClick={() => void makePair()}>
          {t("make")}
        </Button>
      </Actions>
    </Section>
  );
}

function Made({ pair }: Readonly<{ pair: MadePair }>): ReactNode {
  const t = useTranslations("toolsKeys");
  const { info, publicFile, privateFile, isLocked } = pair;
  return (
    <Section title={t("made")}>
      <Card>
        <h3 className="font-semibold">{t("savePrivate")}</h3>
        <p>{t("savePrivateWhy")}</p>
        {!isLocked && <Notice kind="care">{t("savePrivateOpen")}</Notice>}
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
        <Button
          kind="quiet"
          onClick={() => {
            making.reset();
            draft.reset();
          }}
        >
          {t("again")}
        </Button>
      </Actions>
    </Section>
  );
}

function PairFacts({ info }: Readonly<{ info: KeyInfo }>): ReactNode {
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

function Looking(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { result } = useStore(looking.store);
  return (
    <Section title={t("lookTitle")}>
      <p>{t("lookLead")}</p>
      {result === null ? <LookForm /> : <SeenKey seen={result} />}
    </Section>
  );
}

function LookForm(): ReactNode {
  const t = useTranslations("toolsKeys");
  const { text, file, isLocked, passphrase } = useStore(given);
  const { failure, isBusy } = useStore(looking.store);
  return (
    <>
      <DropZone
        label={t("file")}
        onFiles={([chosen]) => {
          if (chosen !== undefined) void look({ file: chosen });
        }}
        onText={(pasted) => {
          given.set({ file: null, text: pasted });
          void look({ text: pasted });
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
            looking.reset();
            given.set({ text: typed, isLocked: false });
          }}
        />
      ) : (
        <p className="break-all">{shownName(file.name)}</p>
      )}
      {isLocked && (
        <PasswordField
          label={t("passphrase")}
          hint={t("lockedKey")}
          value={passphrase}
          onChange={(typed) => {
            given.set({ passphrase: typed });
          }}
        />
      )}
      <FailureNotice failure={failure} />
      {(file === null || isLocked) && (
        <Actions>
          <Button icon={Fingerprint} busy={isBusy} onClick={() => void lookAgain()}>
            {t("look")}
          </Button>
        </Actions>
      )}
    </>
  );
}

function SeenKey({ seen }: Readonly<{ seen: Seen }>): ReactNode {
  const t = useTranslations("toolsKeys");
  const info = seen.is === "padlock" ? seen.info : seen.key;
  return (
    <Card>
      <h3 className="font-semibold">{t(seen.is === "padlock" ? "isPublic" : "isPrivate")}</h3>
      {"text" in info || info.kind === "rsa" ? (
        <WordsAndFingerprint info={info} />
      ) : (
        <p>{t("otherKey", { kind: KINDS[info.kind] })}</p>
      )}
      <Actions>
        <Button kind="quiet" onClick={wipeLooking}>
          {t("another")}
        </Button>
      </Actions>
    </Card>
  );
}

/** Names of kinds that have no sentence of their own. */
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
