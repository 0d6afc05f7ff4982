"use client";

import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useLeaveWarning } from "../../state/leave-warning";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Countdown } from "../../ui/countdown";
import { StatePanel } from "../../ui/state-panel";
import { useCountdown } from "../../ui/use-countdown";
import {
  acknowledgeDelivery,
  secondsToUndo,
  selectedRequest,
  UNDO_MS,
  undoErasing,
} from "./selected-request-state";

const UNDO_S = UNDO_MS / 1000;

/** The time to undo. Closing the page in it erases nothing, so the browser asks before. */
export function ErasingView(): ReactNode {
  const t = useTranslations("request.erasing");
  const { action } = useStore(selectedRequest, "action");
  // A change of language mounts the view again.
  const [seconds] = useState(secondsToUndo);
  const left = useCountdown(true, seconds, () => undefined);
  useLeaveWarning(true, staysHere);
  const isBusy = action === "erase";
  return (
    <StatePanel
      drawing={<Countdown left={left} total={UNDO_S} label={t("left", { seconds: left })} />}
      title={t("title")}
      action={
        <div className="flex flex-col gap-3 tablet:flex-row">
          {!isBusy && (
            <Button kind="primary" icon={Undo2} onClick={undoErasing}>
              {t("undo")}
            </Button>
          )}
          <Button icon={Trash2} busy={isBusy} onClick={() => void acknowledgeDelivery()}>
            {t("now")}
          </Button>
        </div>
      }
    >
      <p>{t("text")}</p>
    </StatePanel>
  );
}

/** Another screen of the portal does not end the erasure: it completes it. */
function staysHere(): boolean {
  return false;
}
