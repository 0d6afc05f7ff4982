"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Page } from "../../ui/page";
import { ViewFocus } from "../../ui/view-focus";
import { Steps } from "../../ui/steps";
import { Opened } from "../opened-credential/opened-content";
import { useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { GiveStep } from "./share-key-step";
import { GuardStep } from "./save-key-step";
import { MakeStep } from "./create-key-step";
import { OpenStep } from "./open-step";
import { begin, opening, receiving, wipeReceiving } from "./receive-state";
import type { Step } from "./receive-state";

const STEPS = ["make", "guard", "give", "open"] as const satisfies readonly Step[];

/** The screen of someone who waits for a credential and has never heard of a key. */
export function Receive(): ReactNode {
  const t = useTranslations("receive");
  const { step, kept } = useStore(receiving);
  const { result } = useStore(opening.work.store);
  useWipedOnLeaving(wipeReceiving);
  useEffect(() => {
    if (kept === null) void begin();
  }, [kept]);
  const isOpened = result !== null;
  return (
    <Page title={t("title")} lead={step === "make" ? t("lead") : undefined}>
      {!isOpened && (
        <Steps
          label={t("steps.label")}
          steps={STEPS.map((name) => t(`steps.${name}`))}
          current={STEPS.indexOf(step)}
        />
      )}
      <ViewFocus view={isOpened ? "opened" : step} isLoaded={kept !== null}>
        {isOpened ? <Opened opening={opening} /> : <CurrentStep step={step} />}
      </ViewFocus>
    </Page>
  );
}

function CurrentStep({ step }: Readonly<{ step: Step }>): ReactNode {
  switch (step) {
    case "make":
      return <MakeStep />;
    case "guard":
      return <GuardStep />;
    case "give":
      return <GiveStep />;
    case "open":
      return <OpenStep />;
  }
}
