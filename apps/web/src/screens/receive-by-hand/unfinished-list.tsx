"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import { dateTime } from "@pct/messages/date-time";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Card } from "../../ui/page";
import { MadePasswords } from "../opened-credential/made-here";
import { unfinishedFiles } from "./unfinished-files";
import type { UnfinishedFile } from "./unfinished-files";

/** What was made with files that were opened here and not erased: a password must not get lost with its page. */
export function UnfinishedList(): ReactNode {
  const { list } = useStore(unfinishedFiles, "list");
  return list.map((file) => <Unfinished key={file.name} file={file} />);
}

function Unfinished({ file }: Readonly<{ file: UnfinishedFile }>): ReactNode {
  const t = useTranslations("receive.begun");
  const tMade = useTranslations("open.made");
  const language = useLocale();
  const title = useTitle(file);
  const { progress, keptAt } = file;
  const { ticked, made } = useStore(progress.store, "ticked", "made");
  if (ticked.size === 0 && made.length === 0) return null;
  return (
    <Card>
      <h2 className="text-title break-words">{title}</h2>
      <p>{t("text", dateTime(language, keptAt))}</p>
      {made.length > 0 ? (
        <Disclosure title={tMade("title")}>
          <MadePasswords progress={progress} />
        </Disclosure>
      ) : (
        <Button
          kind="quiet"
          icon={Trash2}
          className="self-start"
          onClick={() => void progress.erase()}
        >
          {t("remove")}
        </Button>
      )}
    </Card>
  );
}

/** Which credential it is, as its own screen says, and the user of the account. */
function useTitle({ progress }: UnfinishedFile): string {
  const t = useTranslations("receive.begun");
  const titles = useTranslations("open.opened.credential");
  const { madeWith } = useStore(progress.store, "madeWith");
  if (madeWith === null) return titles("other");
  const { key, name } = madeWith.title;
  const title = titles(key, { name });
  const username = escapeForScreen(madeWith.username);
  return username === "" ? title : t("title", { title, username });
}
