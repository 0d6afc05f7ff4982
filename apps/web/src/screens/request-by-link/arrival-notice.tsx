"use client";

import { Bell, BellOff } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import {
  arrivalNotice,
  notifyOfArrival,
  readNoticeSetting,
  setNotices,
} from "../../relay/arrival-notice";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";

/** Offers a notification when the answer arrives, with the reason. */
export function ArrivalNotice(): ReactNode {
  const t = useTranslations("request.notify");
  const { setting } = useStore(arrivalNotice, "setting");
  useEffect(() => {
    readNoticeSetting();
    addEventListener("focus", readNoticeSetting);
    return () => {
      removeEventListener("focus", readNoticeSetting);
    };
  }, []);
  if (setting === "unsupported") return null;
  const isOn = setting === "on";
  return (
    <Section title={t("title")}>
      <p role="status" className="max-w-lines">
        {t(setting)}
      </p>
      {setting !== "blocked" && (
        <Button
          icon={isOn ? BellOff : Bell}
          className="tablet:self-start"
          onClick={() => void setNotices(!isOn)}
        >
          {t(isOn ? "turnOff" : "turnOn")}
        </Button>
      )}
    </Section>
  );
}

/** Notifies when the answer arrives while the person waits in another tab or program. */
export function useArrivalNotice(id: string | null, view: string): void {
  const t = useTranslations("request.notify");
  const before = useRef(view);
  useEffect(() => {
    const hasArrived = before.current === "waiting" && view === "arrived";
    before.current = view;
    if (!hasArrived || id === null) return;
    // Ignore: a refused notification changes nothing on the page.
    notifyOfArrival(id, t("arrived"), t("arrivedText")).catch(() => undefined);
  }, [id, view, t]);
}
