"use client";

import { ArrowLeft, ArrowRight, LockKeyhole } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { ActionBar } from "../../ui/action-bar";
import { Button } from "../../ui/button";
import { isEmpty } from "../compose/draft";
import { focusFirstInvalid } from "../compose/focus-first-invalid";
import { answerDraft, answerJob, answerState, confirmContent, sendAnswer } from "./answer-state";
import type { AnswerableRequest } from "./answer-state";

/** The button to send. On a narrow screen, a button to the words comes before it. */
export function SendBar({ open }: Readonly<{ open: AnswerableRequest }>): ReactNode {
  const t = useTranslations("answer");
  const id = useId();
  const { step, areWordsCompared } = useStore(answerState, "step", "areWordsCompared");
  const { isBusy } = useStore(answerJob.store, "isBusy");
  const isNothing = useIsEmpty();
  const areWordsMissing = open.request.requireWords === true && !areWordsCompared;
  const described = isNothing || areWordsMissing ? { "aria-describedby": id } : {};
  const isAtWords = step === "words";
  return (
    <ActionBar>
      <div className="flex flex-wrap gap-2">
        {isAtWords ? (
          <Button
            kind="quiet"
            icon={ArrowLeft}
            className="wide:hidden"
            disabled={isBusy}
            onClick={() => {
              answerState.set({ step: "content" });
            }}
          >
            {t("back")}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon={ArrowRight}
            className="flex-1 wide:hidden"
            disabled={isNothing}
            onClick={() => {
              if (!confirmContent()) focusFirstInvalid();
            }}
            {...described}
          >
            {t("next")}
          </Button>
        )}
        <div className={`flex-1 ${isAtWords ? "flex" : "hidden wide:flex"}`}>
          <Button
            kind="primary"
            icon={LockKeyhole}
            className="flex-1"
            busy={isBusy}
            disabled={isNothing || areWordsMissing}
            onClick={() => {
              if (!sendAnswer(open)) focusFirstInvalid();
            }}
            {...described}
          >
            {t(isBusy ? "busy" : "action")}
          </Button>
        </div>
      </div>
      <p id={id} className="text-center text-small text-soft empty:hidden">
        {isNothing ? t("nothing") : areWordsMissing && t("words.missing")}
      </p>
    </ActionBar>
  );
}

function useIsEmpty(): boolean {
  const { store } = answerDraft;
  const state = useStore(store, "content", "credential", "text", "file");
  return isEmpty(state);
}
