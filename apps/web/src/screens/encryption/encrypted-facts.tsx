"use client";

import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { RecipientInfo } from "../../crypto/interface/keys";
import { CopyBlock } from "../../ui/copy-line";
import { Facts } from "../../ui/technical-details";
import { sizeText } from "../../ui/size-text";
import type { Fact } from "../../ui/technical-details";
import type { Locked } from "./encrypted";
import type { Recipient } from "./recipients";

/** What an administrator may want to know of a locked file. */
export function LockedFacts({ locked }: Readonly<{ locked: Locked }>): ReactNode {
  const t = useTranslations("locking");
  const { file, format, text } = locked;
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

/** What an administrator may want to know of the padlocks that were given. */
export function RecipientFacts({ list }: Readonly<{ list: readonly Recipient[] }>): ReactNode {
  return list.map(({ id, info }) => info !== null && <PadlockFacts key={id} info={info} />);
}

function PadlockFacts({ info }: Readonly<{ info: RecipientInfo }>): ReactNode {
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
      {info.kind === "rsa" && info.bits < SHORT_KEY && <p>{t("shortKey", { bits })}</p>}
    </div>
  );
}

/** Below this many bits, RSA is at a strength of 112, which NIST allows until the end of 2030. */
const SHORT_KEY = 3072;
