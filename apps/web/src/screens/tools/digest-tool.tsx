"use client";

import { RANDOM_LIMITS } from "@pct/security/limits";
import { Calculator, FileText, Paperclip } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { CopyBlock, CopyLine } from "../../ui/copy-line";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { TextArea } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { ChosenFile } from "../compose/file-choice";
import { JobAction } from "../compose/job-action";
import {
  base64Job,
  changeDigestForm,
  computeDigest,
  decodeBase64,
  digestForm,
  digestJob,
  encodeBase64,
  generateValue,
  isExpectedDigest,
  valueJobs,
  VALUES,
  wipeDigest,
} from "./digest-state";
import type { RandomValueName } from "./digest-state";
import { NumberField } from "./number-field";
import { ToolPage } from "./tool-page";

/** SHA-512, and the other functions of BackEndBase's crypto module: UUID, salt, number, base64. */
export function DigestTool(): ReactNode {
  const t = useTranslations("toolsDigest");
  const { of } = useStore(digestForm, "of");
  useWipeOnLeave(wipeDigest);
  const command = of === "file" ? "pct digest FILE" : "pct digest";
  return (
    <ToolPage title={t("title")} lead={t("lead")} command={command}>
      <Digest />
      <Section title={t("valuesTitle")}>
        {VALUES.map((value) => (
          <RandomValue key={value} value={value} />
        ))}
      </Section>
      <Base64 />
    </ToolPage>
  );
}

function Digest(): ReactNode {
  const t = useTranslations("toolsDigest");
  const { of } = useStore(digestForm, "of");
  const { result } = useStore(digestJob.store, "result");
  return (
    <Section>
      <Choices
        legend={t("of")}
        columns={2}
        value={of}
        onChange={(chosen) => {
          changeDigestForm({ of: chosen });
        }}
        options={[
          { value: "text", title: t("ofs.text"), icon: FileText },
          { value: "file", title: t("ofs.file"), icon: Paperclip },
        ]}
      />
      {of === "text" ? <Text /> : <FileToDigest />}
      <JobAction
        job={digestJob}
        icon={Calculator}
        label={t("make")}
        busyLabel={t("busy")}
        onStart={() => void computeDigest()}
      />
      <div role="status">
        {result !== null && (
          <CopyBlock
            label={t("result")}
            value={result}
            copyLabel={t("copy")}
            copied={t("copied")}
          />
        )}
      </div>
      {result !== null && <Comparison result={result} />}
    </Section>
  );
}

function Text(): ReactNode {
  const t = useTranslations("toolsDigest");
  const { text } = useStore(digestForm, "text");
  return (
    <TextArea
      label={t("text")}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      value={text}
      onChange={(typed) => {
        changeDigestForm({ text: typed });
      }}
    />
  );
}

function FileToDigest(): ReactNode {
  const t = useTranslations("toolsDigest");
  const { file, isFileMissing } = useStore(digestForm, "file", "isFileMissing");
  if (file !== null) {
    return (
      <ChosenFile
        file={file}
        onReplace={() => {
          changeDigestForm({ file: null });
        }}
      />
    );
  }
  return (
    <DropZone
      label={t("file")}
      error={isFileMissing ? t("fileMissing") : undefined}
      onFiles={([chosen]) => {
        if (chosen !== undefined) changeDigestForm({ file: chosen });
      }}
    />
  );
}

function Comparison({ result }: Readonly<{ result: string }>): ReactNode {
  const t = useTranslations("toolsDigest");
  const { expected } = useStore(digestForm, "expected");
  const isEqual = isExpectedDigest(result, expected);
  return (
    <>
      <TextArea
        label={t("compare")}
        hint={t("compareHint")}
        rows={2}
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={expected}
        onChange={(typed) => {
          digestForm.set({ expected: typed });
        }}
      />
      {expected.trim() !== "" && (
        <Notice kind={isEqual ? "done" : "care"} live>
          <p>{t(isEqual ? "same" : "different")}</p>
        </Notice>
      )}
    </>
  );
}

function RandomValue({ value }: Readonly<{ value: RandomValueName }>): ReactNode {
  const t = useTranslations("toolsDigest");
  const { saltLength, numberBits } = useStore(digestForm, "saltLength", "numberBits");
  const { result, failure, isBusy } = useStore(
    valueJobs[value].store,
    "result",
    "failure",
    "isBusy",
  );
  return (
    <Card>
      {value === "salt" && (
        <NumberField
          label={t("saltLength")}
          limits={RANDOM_LIMITS.saltLength}
          value={saltLength}
          onChange={(typed) => {
            digestForm.set({ saltLength: typed });
          }}
        />
      )}
      {value === "number" && (
        <NumberField
          label={t("numberBits")}
          limits={RANDOM_LIMITS.bits}
          value={numberBits}
          onChange={(typed) => {
            digestForm.set({ numberBits: typed });
          }}
        />
      )}
      <FailureNotice failure={failure} />
      {result !== null && (
        <CopyLine
          label={t(`values.${value}`)}
          value={result}
          copyLabel={t(`copyValue.${value}`)}
          copied={t(`valueCopied.${value}`)}
        />
      )}
      <Actions>
        <Button busy={isBusy} onClick={() => void generateValue(value)}>
          {t(`makeValue.${value}`)}
        </Button>
      </Actions>
    </Card>
  );
}

function Base64(): ReactNode {
  const t = useTranslations("toolsDigest");
  const { base64 } = useStore(digestForm, "base64");
  const { result, failure } = useStore(base64Job.store, "result", "failure");
  return (
    <Section title={t("base64Title")}>
      <TextArea
        label={t("base64Text")}
        rows={3}
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={base64}
        onChange={(typed) => {
          base64Job.reset();
          digestForm.set({ base64: typed });
        }}
      />
      <Actions>
        <Button onClick={() => void encodeBase64()}>{t("encode")}</Button>
        <Button onClick={() => void decodeBase64()}>{t("decode")}</Button>
      </Actions>
      <FailureNotice failure={failure} />
      {result?.isText === false && (
        <Notice kind="care" live>
          <p>{t("notText")}</p>
        </Notice>
      )}
      {result?.isText === true && (
        <CopyBlock
          label={t("base64Result")}
          value={result.text}
          copyLabel={t("copyBase64")}
          copied={t("base64Copied")}
        />
      )}
    </Section>
  );
}
