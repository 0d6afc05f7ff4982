"use client";

import { LockOpen } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { KeyHandle } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { OpenBar, OpenForm } from "../opened-credential/open-form";
import { KeptKeys, useKeyName } from "./kept-keys";
import { goToStep, keysToTry, receiveSession, receiveState, sharePublicKey } from "./receive-state";

/** Decrypts what came back. The first step for a person who already has keys here. */
export function OpenStep(): ReactNode {
  const t = useTranslations("receive.open");
  const { keys, text } = useKeys();
  return (
    <>
      <Section title={t("title")}>
        <p className="max-w-lines">{t("text")}</p>
        <OpenForm session={receiveSession} hasKeys={keys.length > 0} keysText={text} />
      </Section>
      <OpenBar session={receiveSession} keys={keys} />
      <KeptKeys />
      <ShareAgain />
    </>
  );
}

/** The keys to try, and a description of them; no description if there are none. */
function useKeys(): { readonly keys: readonly KeyHandle[]; readonly text: string | undefined } {
  const t = useTranslations("receive.open");
  const nameOf = useKeyName();
  const saved = useStore(receiveState, "kept", "pair", "savedFile", "keptAs");
  const keys = keysToTry(saved);
  const [first] = saved.kept ?? [];
  if (keys.length > 1) return { keys, text: t("several", { count: keys.length }) };
  if (first !== undefined) return { keys, text: t("one", { name: nameOf(first) }) };
  return { keys, text: keys.length === 1 ? t("session") : undefined };
}

/** For a person without kept keys: shares the public key of this session again, or creates one. */
function ShareAgain(): ReactNode {
  const t = useTranslations("receive.open");
  const { kept, savedFile, keptAs } = useStore(receiveState, "kept", "savedFile", "keptAs");
  if (kept !== null && kept.length > 0) return null;
  const hasSavedPair = savedFile !== null || keptAs !== null;
  return (
    <div>
      <Button
        kind="quiet"
        className="self-start"
        icon={LockOpen}
        onClick={() => {
          if (hasSavedPair) sharePublicKey();
          else goToStep("make");
        }}
      >
        {t(hasSavedPair ? "giveAgain" : "make")}
      </Button>
    </div>
  );
}
