"use client";

import { KeyRound, LockOpen, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import type { KeptKey } from "../../crypto/interface/keys";
import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { FailureNotice } from "../../ui/failure-notice";
import { Notice } from "../../ui/notice";
import { Section } from "../../ui/page";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { deleteKey, receiveState, sharePublicKey, startOver } from "./receive-state";

/** The keys in this browser: their public keys can be shared again, and they can be deleted. */
export function KeptKeys(): ReactNode {
  const t = useTranslations("receive.kept");
  const { kept, hasDeleted, deleteFailure } = useStore(
    receiveState,
    "kept",
    "hasDeleted",
    "deleteFailure",
  );
  return (
    <>
      {hasDeleted && (
        <Notice kind="done" live>
          {t("forgotten")}
        </Notice>
      )}
      <FailureNotice failure={deleteFailure} />
      {kept !== null && kept.length > 0 && (
        <Section title={t("title")}>
          <ul className="flex flex-col gap-3">
            {kept.map((key) => (
              <Kept key={key.handle} kept={key} />
            ))}
          </ul>
          <div>
            <Button kind="quiet" icon={Plus} className="self-start" onClick={startOver}>
              {t("another")}
            </Button>
          </div>
        </Section>
      )}
      <DeleteDialog />
    </>
  );
}

function Kept({ kept }: Readonly<{ kept: KeptKey }>): ReactNode {
  const t = useTranslations("receive.kept");
  const dateOf = useDate();
  const name = useKeyName()(kept);
  const hidden = (chunks: ReactNode): ReactNode => <VisuallyHidden>{chunks}</VisuallyHidden>;
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-sheet p-4 shadow-soft">
      <div className="flex min-w-0 items-center gap-3">
        <KeyRound aria-hidden className="size-6 shrink-0 text-action" />
        <div className="min-w-0">
          <p className="font-semibold break-words">{name}</p>
          {kept.label !== "" && (
            <p className="text-small text-soft">{t("created", { date: dateOf(kept.createdAt) })}</p>
          )}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={LockOpen}
          onClick={() => {
            sharePublicKey(kept);
          }}
        >
          <span>{t.rich("give", { name, hidden })}</span>
        </Button>
        <Button
          kind="quiet"
          icon={Trash2}
          onClick={() => {
            receiveState.set({ deleting: kept, hasDeleted: false });
          }}
        >
          <span>{t.rich("forget", { name, hidden })}</span>
        </Button>
      </div>
    </li>
  );
}

/** States the consequence before a key is deleted. */
function DeleteDialog(): ReactNode {
  const t = useTranslations("receive.kept.dialog");
  const { deleting } = useStore(receiveState, "deleting");
  const nameOf = useKeyName();
  const close = (): void => {
    receiveState.set({ deleting: null });
  };
  return (
    <Dialog
      open={deleting !== null}
      onClose={close}
      title={deleting === null ? "" : t("title", { name: nameOf(deleting) })}
      actions={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button kind="danger" icon={Trash2} onClick={() => void deleteKey()}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <p>{t("text")}</p>
    </Dialog>
  );
}

/** The name of a key: its label, or else the date of its creation. */
export function useKeyName(): (key: KeptKey) => string {
  const t = useTranslations("receive.kept");
  const dateOf = useDate();
  return ({ label, createdAt }) => (label === "" ? t("name", { date: dateOf(createdAt) }) : label);
}

function useDate(): (time: number) => string {
  const language = useLocale();
  return (time) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(time);
}
