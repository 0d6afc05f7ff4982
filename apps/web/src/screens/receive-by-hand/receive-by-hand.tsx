"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Page } from "../../ui/page";
import { Steps } from "../../ui/steps";
import { ViewFocus } from "../../ui/view-focus";
import { OpenedContent } from "../opened-credential/opened-content";
import { CreateKeyStep } from "./create-key-step";
import { OpenStep } from "./open-step";
import { loadKeptKeys, receiveSession, receiveState, wipeReceive } from "./receive-state";
import type { Step } from "./receive-state";
import { SaveKeyStep } from "./save-key-step";
import { ShareKeyStep } from "./share-key-step";
import { closeUnfinishedFiles, loadUnfinishedFiles } from "./unfinished-files";
import { UnfinishedList } from "./unfinished-list";

const STEPS = ["make", "guard", "give", "open"] as const satisfies readonly Step[];

/** Receives a credential without a link: creates a key, shares its public half, decrypts. */
export function ReceiveByHand(): ReactNode {
  const t = useTranslations("receive");
  const { step, kept } = useStore(receiveState, "step", "kept");
  const { result } = useStore(receiveSession.job.store, "result");
  useWipeOnLeave(wipeReceive);
  useEffect(() => {
    if (kept === null) void loadKeptKeys();
  }, [kept]);
  const isOpened = result !== null;
  useEffect(() => {
    // An opened credential has its own; after its end, the list has changed.
    if (!isOpened) void loadUnfinishedFiles();
    return closeUnfinishedFiles;
  }, [isOpened]);
  return (
    <ViewFocus view={isOpened ? "opened" : step} isLoaded={kept !== null}>
      <Page title={t("title")} lead={step === "make" ? t("lead") : undefined}>
        {!isOpened && (
          <Steps
            label={t("steps.label")}
            steps={STEPS.map((name) => t(`steps.${name}`))}
            current={STEPS.indexOf(step)}
          />
        )}
        {(step === "make" || step === "open") && <UnfinishedList />}
        {isOpened ? <OpenedContent session={receiveSession} /> : <CurrentStep step={step} />}
      </Page>
    </ViewFocus>
  );
}

function CurrentStep({ step }: Readonly<{ step: Step }>): ReactNode {
  switch (step) {
    case "make":
      return <CreateKeyStep />;
    case "guard":
      return <SaveKeyStep />;
    case "give":
      return <ShareKeyStep />;
    case "open":
      return <OpenStep />;
  }
}
