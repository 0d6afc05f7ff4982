"use client";

import { Hash, SearchCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { CheckedPassword } from "../../crypto/interface/hashes";
import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Button } from "../../ui/button";
import { Choices } from "../../ui/choices";
import { CopyBlock } from "../../ui/copy-line";
import { DropZone } from "../../ui/drop-zone";
import { FailureNotice } from "../../ui/failure-notice";
import { TextArea } from "../../ui/field";
import { Notice } from "../../ui/notice";
import { Actions, Card, Section } from "../../ui/page";
import { PasswordField } from "../../ui/password-field";
import { Select } from "../../ui/select";
import { Checkbox } from "../../ui/toggle";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { KEY_NAMES } from "./backendbase-keys";
import {
  changeHashForm,
  checkJob,
  hashForm,
  hashJob,
  loadKeys,
  METHODS,
  needsKeys,
  runHashTask,
  wipeHash,
} from "./hash-state";
import { ToolPage } from "./tool-page";

/** Creates password hashes to store, and checks stored ones. */
export function HashTool(): ReactNode {
  const t = useTranslations("toolsHash");
  const state = useStore(hashForm, "task", "method", "withKeys");
  const { task, method } = state;
  useWipeOnLeave(wipeHash);
  const keys = needsKeys(state) ? " --keys FILE" : "";
  const command = `${task === "make" ? `pct hash --method ${method}` : "pct check 'HASH'"}${keys}`;
  return (
    <ToolPage title={t("title")} lead={t("lead")} command={command}>
      <Section>
        <Choices
          legend={t("task")}
          columns={2}
          value={task}
          onChange={(chosen) => {
            changeHashForm({ task: chosen });
          }}
          options={[
            { value: "make", title: t("tasks.make"), icon: Hash },
            { value: "check", title: t("tasks.check"), icon: SearchCheck },
          ]}
        />
        {task === "make" ? <CreateHash /> : <CheckHash />}
      </Section>
    </ToolPage>
  );
}

function CreateHash(): ReactNode {
  const t = useTranslations("toolsHash");
  const { method } = useStore(hashForm, "method");
  const { isBusy, failure, result } = useStore(hashJob.store, "isBusy", "failure", "result");
  return (
    <>
      <Select
        label={t("method")}
        value={method}
        onChange={(chosen) => {
          changeHashForm({ method: chosen });
        }}
        options={METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
      />
      <Password />
      <Keys />
      <FailureNotice failure={failure} />
      <Actions>
        <Button
          kind="primary"
          icon={Hash}
          busy={isBusy}
          onClick={() => void runHashTask().then(focusFirstInvalid)}
        >
          {t("make")}
        </Button>
      </Actions>
      <div role="status">
        {isBusy && t("making")}
        {result !== null && (
          <CopyBlock
            label={t("made")}
            value={result}
            copyLabel={t("copyHash")}
            copied={t("hashCopied")}
          />
        )}
      </div>
    </>
  );
}

function CheckHash(): ReactNode {
  const t = useTranslations("toolsHash");
  const { hash, legacy, withKeys, missing } = useStore(
    hashForm,
    "hash",
    "legacy",
    "withKeys",
    "missing",
  );
  const { isBusy, failure, result } = useStore(checkJob.store, "isBusy", "failure", "result");
  return (
    <>
      <TextArea
        label={t("hash")}
        hint={t("hashHint")}
        error={missing === "hash" ? t("hashMissing") : undefined}
        rows={3}
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={hash}
        onChange={(typed) => {
          changeHashForm({ hash: typed });
        }}
      />
      <Password />
      <div>
        <Checkbox
          label={t("withKeys")}
          checked={withKeys}
          onChange={(checked) => {
            changeHashForm({ withKeys: checked });
          }}
        />
        {!withKeys && (
          <Checkbox
            label={t("legacy")}
            checked={legacy}
            onChange={(checked) => {
              changeHashForm({ legacy: checked });
            }}
          />
        )}
      </div>
      <Keys />
      <FailureNotice failure={failure} />
      <Actions>
        <Button
          kind="primary"
          icon={SearchCheck}
          busy={isBusy}
          onClick={() => void runHashTask().then(focusFirstInvalid)}
        >
          {t("check")}
        </Button>
      </Actions>
      {isBusy && <p role="status">{t("checking")}</p>}
      {result !== null && <Verdict found={result} />}
    </>
  );
}

function Verdict({ found }: Readonly<{ found: CheckedPassword }>): ReactNode {
  const t = useTranslations("toolsHash");
  const { matches, keySet, needsRehash, opensForAll } = found;
  if (opensForAll) {
    return (
      <Notice kind="danger" title={t("opensForAll")} live>
        <p>{t("opensForAllWhy")}</p>
      </Notice>
    );
  }
  if (!matches) {
    return (
      <Notice kind="care" title={t("differs")} live>
        <p>{t("differsWhy")}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="done" title={t("matches")} live>
      {keySet !== null && keySet > 0 && (
        <p>{t("olderKeys", { number: (keySet + 1).toString() })}</p>
      )}
      <p>{t(needsRehash ? "rehash" : "fresh")}</p>
    </Notice>
  );
}

function Password(): ReactNode {
  const t = useTranslations("toolsHash");
  const state = useStore(hashForm, "task", "method", "withKeys", "password", "missing");
  return (
    <PasswordField
      label={t("password")}
      hint={needsKeys(state) ? t("backEndBasePassword") : undefined}
      error={state.missing === "password" ? t("passwordMissing") : undefined}
      value={state.password}
      onChange={(typed) => {
        changeHashForm({ password: typed });
      }}
    />
  );
}

/** The three secrets of a BackEndBase application. */
function Keys(): ReactNode {
  const t = useTranslations("toolsHash.keys");
  const state = useStore(
    hashForm,
    "task",
    "method",
    "withKeys",
    "keys",
    "olderKeys",
    "keysFile",
    "missing",
  );
  const { keys, olderKeys, keysFile, missing } = state;
  if (!needsKeys(state)) return null;
  return (
    <Card>
      <div>
        <h2 className="text-title">{t("title")}</h2>
        <p className="text-small text-soft">{t("hint")}</p>
      </div>
      {(["secretKey", "csrfSessionKey", "hashKey"] as const).map((name) => (
        <PasswordField
          key={name}
          label={KEY_NAMES[name]}
          error={missing === "keys" && keys[name] === "" ? t("missing") : undefined}
          value={keys[name]}
          onChange={(typed) => {
            changeHashForm({ keys: { ...keys, [name]: typed }, keysFile: null });
          }}
        />
      ))}
      <DropZone
        label={t("file")}
        error={keysFile === "malformed" ? t("malformed") : undefined}
        onFiles={([file]) => {
          if (file !== undefined) void loadKeys(file);
        }}
      />
      {keysFile === "loaded" && <p role="status">{t("loaded", { count: 1 + olderKeys.length })}</p>}
    </Card>
  );
}
