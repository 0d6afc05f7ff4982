"use client";

import { ArrowRight } from "lucide-react";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { KeyInfo } from "../../crypto/interface/keys";
import { Button } from "../../ui/button";
import { CopyBlock, CopyLine } from "../../ui/copy-line";
import { CopyButton } from "../../ui/copy-button";
import { DownloadButton } from "../../ui/download-button";
import { Notice } from "../../ui/notice";
import { Actions, Section } from "../../ui/page";
import { QrCode } from "../../ui/qr-code";
import { SafetyWords } from "../../ui/safety-words";
import { Facts, TechnicalDetails } from "../../ui/technical-details";
import { useStore } from "../../state/store";
import { goTo, receiving } from "./receive-state";

/** The open padlock, in every form in which it can be handed over. */
export function GiveStep(): ReactNode {
  const t = useTranslations("receive.give");
  const { given, keptAs, kept, hasGiven } = useStore(receiving);
  if (given === null) return null;
  const isKept = keptAs !== null || (kept ?? []).some(({ handle }) => handle === given.handle);
  return (
    <>
      <Section title={t("title")}>
        <p className="max-w-lines">{t("text")}</p>
        <Forms padlock={given} />
      </Section>
      <Section title={t("words")}>
        <p className="max-w-lines">{t("wordsText")}</p>
        <SafetyWords words={given.words} />
      </Section>
      <Section>
        <p className="max-w-lines">{t(isKept ? "return.browser" : "return.file")}</p>
        <Actions>
          <Button
            kind={hasGiven ? "primary" : "secondary"}
            icon={ArrowRight}
            onClick={() => {
              goTo("open");
            }}
          >
            {t("next")}
          </Button>
        </Actions>
      </Section>
      <Technical padlock={given} />
    </>
  );
}

function Forms({ padlock }: Readonly<{ padlock: KeyInfo }>): ReactNode {
  const t = useTranslations("receive.give");
  const { hasGiven } = useStore(receiving);
  const [showsQr, setShowsQr] = useState(false);
  const file = useMemo(
    () => new File([padlock.publicPem], "public_key.pem", { type: "application/x-pem-file" }),
    [padlock],
  );
  return (
    <>
      {/* Not centred: one of them has a line of words below it. */}
      <div className="flex flex-col gap-3 tablet:flex-row tablet:flex-wrap tablet:items-start">
        <DownloadButton
          file={file}
          kind={hasGiven ? "secondary" : "primary"}
          onDownload={() => {
            receiving.set({ hasGiven: true });
          }}
        >
          {t("download")}
        </DownloadButton>
        <CopyButton value={padlock.publicPem} label={t("copy")} copied={t("copied")} />
        <Button
          aria-expanded={showsQr}
          onClick={() => {
            setShowsQr(!showsQr);
          }}
        >
          {t(showsQr ? "hideQr" : "qr")}
        </Button>
      </div>
      {hasGiven && (
        <Notice kind="done" live>
          {t("downloaded")}
        </Notice>
      )}
      {showsQr && (
        <div className="flex flex-col gap-3">
          <QrCode text={padlock.sshLine} label={t("qrLabel")} />
          <p className="text-small text-soft">{t("qrText")}</p>
        </div>
      )}
    </>
  );
}

function Technical({ padlock }: Readonly<{ padlock: KeyInfo }>): ReactNode {
  const t = useTranslations("receive.technical");
  const { bits, fingerprint, publicPem, sshLine } = padlock;
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
