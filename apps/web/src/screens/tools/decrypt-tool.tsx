"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import type { KeptKey } from "../../crypto/interface/keys";
import { Section } from "../../ui/page";
import { OpenForm } from "../opened-credential/open-form";
import { Opened } from "../opened-credential/opened-content";
import { Opening } from "../opened-credential/open-session";
import { createStore, useStore } from "../../state/store";
import { useWipedOnLeaving } from "../../state/wipe-on-leave";
import { ToolPage } from "./tool-page";

const opening = new Opening();

/** The keys that this browser keeps; none until it has answered. */
const keys = createStore<{ readonly kept: readonly KeptKey[] }>({ kept: [] });

/** Opens what `pct decrypt` opens, with a key file, a passphrase or the keys of this browser. */
export function DecryptTool(): ReactNode {
  const t = useTranslations("toolsDecrypt");
  const { kept } = useStore(keys);
  const { result } = useStore(opening.work.store);
  useWipedOnLeaving(opening.wipe);
  useEffect(() => {
    // A browser that refuses its storage keeps no keys.
    void cryptoWorker()
      .keptKeys()
      .catch(() => [])
      .then((answer) => {
        keys.set({ kept: answer });
      });
  }, []);
  return (
    <ToolPage title={t("title")} lead={t("lead")} command="pct decrypt FILE -i private_key.pem">
      {result === null ? (
        <Section title={t("what")}>
          <OpenForm
            opening={opening}
            keys={kept.map(({ handle }) => handle)}
            keysText={kept.length === 0 ? undefined : t("kept", { count: kept.length })}
          />
        </Section>
      ) : (
        <Opened opening={opening} />
      )}
    </ToolPage>
  );
}
