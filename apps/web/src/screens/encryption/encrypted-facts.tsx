"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { RecipientInfo } from "../../crypto/interface/keys";
import { CopyBlock } from "../../ui/copy-line";
import { sizeText } from "../../ui/size-text";
import { Facts } from "../../ui/technical-details";
import type { Fact } from "../../ui/technical-details";
import type { Encrypted } from "./encrypted";
import type { Recipient } from "./recipients";

/** Technical details of an encrypted text or file. */
export function EncryptedFacts({ encrypted }: Readonly<{ encrypted: Encrypted }>): ReactNode {
  const t = useTranslations("locking");
  const { file, format, text } = encrypted;
  const facts: Fact[] = [
    { name: t("details.format"), value: t(`details.formats.${format}`) },
    { name: t("details.size"), value: sizeText(file.size, useLocale()) },
  ];
  return (
    <>
      <Facts facts={facts} />
      {text !== null && (
        <CopyBlock
          label={t("details.lockedText")}
          value={text}
          copyLabel={t("copyText")}
          copied={t("textCopied")}
        />
      )}
    </>
  );
}

/** Technical details of the recipients' public keys. */
export function RecipientFacts({ list }: Readonly<{ list: readonly Recipient[] }>): ReactNode {
  return list.map(({ id, info }) => info !== null && <KeyFacts key={id} info={info} />);
}

function KeyFacts({ info }: Readonly<{ info: RecipientInfo }>): ReactNode {
  const t = useTranslations("locking.details");
  const bits = info.kind === "rsa" ? info.bits.toString() : "";
  const facts: Fact[] = [
    { name: t("kind"), value: info.kind === "rsa" ? t("rsa", { bits }) : t(info.kind) },
    info.kind === "age"
      ? { name: t("line"), value: info.text, mono: true }
      : { name: t("fingerprint"), value: info.fingerprint, mono: true },
  ];
  return (
    <div className="flex flex-col gap-2">
      <Facts facts={facts} />
      {info.kind === "rsa" && info.bits < SHORT_KEY_BITS && <p>{t("shortKey", { bits })}</p>}
    </div>
  );
}

/** Shorter RSA keys have 112 bits of strength, which NIST allows until the end of 2030 (SP 800-57). */
const SHORT_KEY_BITS = 3072;
