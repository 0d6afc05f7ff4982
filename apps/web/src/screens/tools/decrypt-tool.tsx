"use client";

import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { cryptoWorker } from "../../crypto/client";
import type { KeptKey } from "../../crypto/interface/keys";
import { createStore, useStore } from "../../state/store";
import { useWipeOnLeave } from "../../state/wipe-on-leave";
import { Section } from "../../ui/page";
import { OpenBar, OpenForm } from "../opened-credential/open-form";
import { OpenSession } from "../opened-credential/open-session";
import { OpenedContent } from "../opened-credential/opened-content";
import { ToolPage } from "./tool-page";

const decryptSession = new OpenSession();

/** Keys in this browser; empty until they're loaded. */
const keptKeys = createStore<{ readonly kept: readonly KeptKey[] }>({ kept: [] });

/** Decrypts what `pct decrypt` does, with a key file, a passphrase or the keys in this browser. */
export function DecryptTool(): ReactNode {
  const t = useTranslations("toolsDecrypt");
  const { kept } = useStore(keptKeys, "kept");
  const { result } = useStore(decryptSession.job.store, "result");
  useWipeOnLeave(decryptSession.wipe);
  useEffect(() => {
    // A browser that refuses storage keeps no keys.
    void cryptoWorker()
      .keptKeys()
      .catch(() => [])
      .then((kept) => {
        keptKeys.set({ kept });
      });
  }, []);
  return (
    <ToolPage title={t("title")} lead={t("lead")} command="pct decrypt FILE -i private_key.pem">
      {result === null ? (
        <>
          <Section title={t("what")}>
            <OpenForm
              session={decryptSession}
              hasKeys={kept.length > 0}
              keysText={kept.length === 0 ? undefined : t("kept", { count: kept.length })}
            />
          </Section>
          <OpenBar session={decryptSession} keys={kept.map(({ handle }) => handle)} />
        </>
      ) : (
        <OpenedContent session={decryptSession} />
      )}
    </ToolPage>
  );
}
