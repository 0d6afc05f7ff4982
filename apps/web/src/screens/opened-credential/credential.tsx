"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { CopyIcon } from "../../ui/copy-icon";
import { CopyLine } from "../../ui/copy-line";
import { Code, Prose } from "../../ui/prose";
import { Step, StepList } from "../../ui/step-list";
import { SelectedText } from "../../ui/selected-text";
import { useCopy } from "../../ui/use-copy";
import { looksLikeCode } from "./code-text";
import { EraseSection } from "./erase-section";
import type { Ending } from "./erase-section";
import type { OpenSession } from "./open-session";
import { Origin } from "./origin";
import type { StepName } from "./progress";
import { TaskContent } from "./task-content";
import { tasksOf } from "./tasks";
import type { OpenedDocument } from "./tasks";

type Props = Readonly<{ opened: OpenedDocument; session: OpenSession; ending: Ending }>;

/** A decrypted credential: who sent it, the note, and the steps to do with it, one open at a time. */
export function Credential({
  confirm,
  ...props
}: Props & Readonly<{ confirm: string | undefined }>): ReactNode {
  const t = useTranslations("open");
  const { document } = props.opened;
  return (
    <>
      <Origin session={props.session} from={document.from ?? ""} words={confirm} />
      <Note text={document.note ?? ""} />
      {tasksOf(props.opened).length === 0 && document.account !== undefined && (
        <CopyLine
          label={t("fields.account.label")}
          value={document.account}
          copyLabel={t("fields.account.copy")}
          copied={t("fields.account.copied")}
        />
      )}
      <Steps {...props} />
    </>
  );
}

/** The sender's note is no secret: a sender who means it secret sends a text. */
function Note({ text }: Readonly<{ text: string }>): ReactNode {
  const t = useTranslations("open.fields.note");
  if (text.trim() === "") return null;
  if (looksLikeCode(text)) {
    return (
      <div className="flex flex-col gap-1">
        <p className="text-small font-semibold">{t("start")}</p>
        <Code text={text} label={t("label")} />
      </div>
    );
  }
  return (
    <div role="group" aria-label={t("label")} className="text-small">
      <Prose start={t("start")} text={text} more={t("more")} less={t("less")} />
    </div>
  );
}

function Steps({ opened, session, ending }: Props): ReactNode {
  const t = useTranslations("open");
  const { progress } = session;
  const { ticked, openStep } = useStore(progress.store, "ticked", "openStep");
  const { message, refused, copy } = useCopy();
  const tasks = tasksOf(opened);
  const current = openStep ?? tasks.find((task) => !ticked.has(task)) ?? "erase";
  const done = tasks.filter((task) => ticked.has(task)).length;
  const toggle = (step: StepName) => ({
    open: current === step,
    onToggle: () => {
      progress.openStep(current === step ? "none" : step);
    },
  });
  const copyField = async (field: "username" | "password"): Promise<void> => {
    const text = opened.document[field] ?? "";
    const copied = t(`fields.${field}.copied`);
    if (await copy({ text, copied, secret: field === "password" })) await progress.tick(field);
  };
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-lead">{t("tasks.title")}</h2>
        <p role="status" className="text-small text-soft">
          {message === "" && tasks.length > 0
            ? t("tasks.progress", { done, count: tasks.length })
            : message}
        </p>
      </div>
      {refused !== null && <SelectedText text={refused} label={t("fields.refused")} />}
      <StepList label={t("tasks.title")}>
        {tasks.map((task, index) => (
          <Step
            key={task}
            number={index + 1}
            title={t(`tasks.titles.${task}`)}
            done={ticked.has(task)}
            doneLabel={t("tasks.done")}
            aside={
              task === "username" || task === "password" ? (
                <CopyIcon label={t(`fields.${task}.copy`)} onClick={() => void copyField(task)} />
              ) : undefined
            }
            {...toggle(task)}
          >
            <TaskContent
              task={task}
              opened={opened}
              session={session}
              copy={copy}
              copyField={copyField}
            />
            {ticked.has(task) && (
              <Button
                kind="quiet"
                className="tablet:self-start"
                onClick={() => void progress.tick(task, false)}
              >
                {t("tasks.reopen")}
              </Button>
            )}
          </Step>
        ))}
        <Step
          number={tasks.length + 1}
          title={ending.title}
          done={false}
          doneLabel={t("tasks.done")}
          {...toggle("erase")}
        >
          <EraseSection session={session} opened={opened} ending={ending} />
        </Step>
      </StepList>
    </section>
  );
}
