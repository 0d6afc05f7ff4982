"use client";

import { ArrowRight } from "lucide-react";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { KeyInfo } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { CopyBlock, CopyLine } from "../../ui/copy-line";
import { DownloadButton } from "../../ui/download-button";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/page";
import { QrCode } from "../../ui/qr-code";
import { SafetyWords } from "../../ui/safety-words";
import { Facts, TechnicalDetails } from "../../ui/technical-details";
import { goToStep, receiveState } from "./receive-state";

/** The public key, in every form in which it can be shared. */
export function ShareKeyStep(): ReactNode {
  const t = useTranslations("receive.give");
  const { shared, keptAs, kept, hasDownloaded } = useStore(
    receiveState,
    "shared",
    "keptAs",
    "kept",
    "hasDownloaded",
  );
  if (shared === null) return null;
  const isKept = keptAs !== null || (kept ?? []).some(({ handle }) => handle === shared.handle);
  return (
    <>
      <Section title={t("title")}>
        <p className="max-w-lines">{t("text")}</p>
        <ShareForms publicKey={shared} />
      </Section>
      <Section title={t("words")}>
        <p className="max-w-lines">{t("wordsText")}</p>
        <SafetyWords words={shared.words} />
      </Section>
      <Section>
        <p className="max-w-lines">{t(isKept ? "return.browser" : "return.file")}</p>
      </Section>
      <ActionBar>
        <Button
          kind={hasDownloaded ? "primary" : "secondary"}
          icon={ArrowRight}
          onClick={() => {
            goToStep("open");
          }}
        >
          {t("next")}
        </Button>
      </ActionBar>
      <Technical publicKey={shared} />
    </>
  );
}

function ShareForms({ publicKey }: Readonly<{ publicKey: KeyInfo }>): ReactNode {
  const t = useTranslations("receive.give");
  const { hasDownloaded } = useStore(receiveState, "hasDownloaded");
  const [showsQr, setShowsQr] = useState(false);
  const file = useMemo(
    () => new File([publicKey.publicPem], "public_key.pem", { type: "application/x-pem-file" }),
    [publicKey],
  );
  return (
    <>
      {/* Not centred: one of the buttons has a line of text below it. */}
      <div className="flex flex-col gap-3 tablet:flex-row tablet:flex-wrap tablet:items-start">
        <DownloadButton
          file={file}
          kind={hasDownloaded ? "secondary" : "primary"}
          onDownload={() => {
            receiveState.set({ hasDownloaded: true });
          }}
        >
          {t("download")}
        </DownloadButton>
        <CopyButton hasLines value={publicKey.publicPem} label={t("copy")} copied={t("copied")} />
        <Button
          aria-expanded={showsQr}
          onClick={() => {
            setShowsQr(!showsQr);
          }}
        >
          {t(showsQr ? "hideQr" : "qr")}
        </Button>
      </div>
      {hasDownloaded && (
        <Notice kind="done" live>
          {t("downloaded")}
        </Notice>
      )}
      {showsQr && (
        <div className="flex flex-col gap-3">
          <QrCode text={publicKey.sshLine} label={t("qrLabel")} />
          <p className="text-small text-soft">{t("qrText")}</p>
        </div>
      )}
    </>
  );
}

function Technical({ publicKey }: Readonly<{ publicKey: KeyInfo }>): ReactNode {
  const t = useTranslations("receive.technical");
  const { bits, fingerprint, publicPem, sshLine } = publicKey;
  return (
    <TechnicalDetails title={t("title")}>
      <Facts
        facts={[
          { name: t("algorithm"), value: t("algorithmValue", { bits: bits.toString() }) },
          { name: t("files"), value: t("filesValue") },
          { name: t("command"), value: "pct encrypt -r public_key.pem", mono: true },
        ]}
      />
      <CopyLine
        label={t("fingerprint")}
        value={fingerprint}
        copyLabel={t("copyFingerprint")}
        copied={t("copiedFingerprint")}
      />
      <CopyBlock
        label={t("line")}
        value={sshLine}
        copyLabel={t("copyLine")}
        copied={t("copiedLine")}
      />
      <CopyBlock
        label={t("pem")}
        value={publicPem}
        copyLabel={t("copyPem")}
        copied={t("copiedPem")}
      />
    </TechnicalDetails>
  );
}
