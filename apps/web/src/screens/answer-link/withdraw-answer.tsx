"use client";

import { Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useFocusOnMount } from "../../state/focus-on-mount";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import type { NoticeKind } from "../../ui/notice";
import { Section } from "../../ui/page";
import { answerState } from "./answer-state";
import type { SentAnswer } from "./answer-state";
import { withdraw, withdrawal, withdrawalJob } from "./withdrawal";

/** Takes the answer back, after the person has confirmed it. */
export function WithdrawAnswer({ sent }: Readonly<{ sent: SentAnswer }>): ReactNode {
  const t = useTranslations("answer.withdraw");
  const { isConfirming } = useStore(withdrawal, "isConfirming");
  const { isBusy, failure } = useStore(withdrawalJob.store, "isBusy", "failure");
  if (sent.tokens === null) return <p className="text-small text-soft">{t("notKept")}</p>;
  const ask = (asks: boolean) => (): void => {
    withdrawal.set({ isConfirming: asks });
  };
  return (
    <Section title={t("title")}>
      <p>{t(sent.isKept ? "lead" : "leadHere")}</p>
      <FailureNotice failure={failure} />
      <Button icon={Undo2} busy={isBusy} className="self-start" onClick={ask(true)}>
        {t("action")}
      </Button>
      <Dialog
        open={isConfirming}
        onClose={ask(false)}
        title={t("question")}
        actions={
          <>
            <Button onClick={ask(false)}>{t("leave")}</Button>
            <Button kind="danger" icon={Undo2} onClick={withdraw}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <p>{t("consequence")}</p>
      </Dialog>
    </Section>
  );
}

/** Says that an answer was received before it could be withdrawn. */
export function TooLateNotice(): ReactNode {
  const t = useTranslations("answer.withdraw");
  const { isTooLate } = useStore(withdrawal, "isTooLate");
  return isTooLate && <FocusedNotice kind="care">{t("tooLate")}</FocusedNotice>;
}

/** Above the form that is shown again. */
export function WithdrawnNotice(): ReactNode {
  const t = useTranslations("answer.withdraw");
  const { hasWithdrawn } = useStore(answerState, "hasWithdrawn");
  return hasWithdrawn && <FocusedNotice kind="info">{t("done")}</FocusedNotice>;
}

/** Takes the focus, which the button that is gone had. */
function FocusedNotice({
  kind,
  children,
}: Readonly<{ kind: NoticeKind; children: ReactNode }>): ReactNode {
  return (
    <div ref={useFocusOnMount()} tabIndex={-1} className="outline-none">
      <Notice kind={kind} live>
        {children}
      </Notice>
    </div>
  );
}
