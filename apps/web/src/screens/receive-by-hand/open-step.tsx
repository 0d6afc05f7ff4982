"use client";

import { LockOpen } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { OpenForm } from "../opened-credential/open-form";
import { useStore } from "../../state/store";
import { KeptKeys, useNameOf } from "./kept-keys";
import { givePadlock, goTo, keysToTry, opening, receiving } from "./receive-state";

/** Where what came back is opened; and where someone begins who comes back themselves. */
export function OpenStep(): ReactNode {
  const t = useTranslations("receive.open");
  const state = useStore(receiving);
  const keysText = useKeysText();
  return (
    <>
      <Section title={t("title")}>
        <p className="max-w-lines">{t("text")}</p>
        <OpenForm opening={opening} keys={keysToTry(state)} keysText={keysText} />
      </Section>
      <KeptKeys />
      <Padlock />
    </>
  );
}

/** Which keys are tried, in words. */
function useKeysText(): string | undefined {
  const t = useTranslations("receive.open");
  const state = useStore(receiving);
  const nameOf = useNameOf();
  const [first] = state.kept ?? [];
  const count = keysToTry(state).length;
  if (count > 1) return t("several", { count });
  if (first !== undefined) return t("one", { name: nameOf(first) });
  return count === 1 ? t("session") : undefined;
}

/** Who keeps no key here gives the padlock of this session again, or makes one. */
function Padlock(): ReactNode {
  const t = useTranslations("receive.open");
  const { kept, savedFile, keptAs } = useStore(receiving);
  if (kept !== null && kept.length > 0) return null;
  const hasPadlock = savedFile !== null || keptAs !== null;
  return (
    <div>
      <Button
        kind="quiet"
        icon={LockOpen}
        onClick={() => {
          if (hasPadlock) givePadlock();
          else goTo("make");
        }}
      >
        {t(hasPadlock ? "giveAgain" : "make")}
      </Button>
    </div>
  );
}
