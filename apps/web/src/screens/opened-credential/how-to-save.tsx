"use client";

import { LifeBuoy } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import type { DecryptionResult } from "../../crypto/interface/decryption";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import type { OpenSession } from "./open-session";

/** Few people need it: it brings the form for a new passphrase. */
const LockedFile = dynamic(async () => (await import("./locked-file")).LockedFile, { ssr: false });

/** For people without a password manager: ways to save it that need nothing new. */
export function HowToSave({
  session,
  opened,
}: Readonly<{
  session: OpenSession;
  opened: DecryptionResult & { kind: "credential" | "text" };
}>): ReactNode {
  const t = useTranslations("open.saving");
  const [isOpen, setIsOpen] = useState(false);
  const [isLocking, setIsLocking] = useState(false);
  const close = (): void => {
    setIsOpen(false);
    setIsLocking(false);
  };
  return (
    <>
      <Button
        kind="quiet"
        icon={LifeBuoy}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {t("action")}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t("title")}
        actions={<Button onClick={close}>{t("close")}</Button>}
      >
        {opened.kind === "credential" && <Way title={t("browser.title")}>{t("browser.text")}</Way>}
        <Way title={t("file.title")}>{t("file.text")}</Way>
        {isLocking ? (
          <LockedFile session={session} opened={opened} />
        ) : (
          <div>
            <Button
              onClick={() => {
                setIsLocking(true);
              }}
            >
              {t("file.start")}
            </Button>
          </div>
        )}
        <Way title={t("paper.title")}>{t("paper.text")}</Way>
        <p className="font-semibold">{t("never")}</p>
      </Dialog>
    </>
  );
}

function Way({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactNode {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <p>{children}</p>
    </div>
  );
}
