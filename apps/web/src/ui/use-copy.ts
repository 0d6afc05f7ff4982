import { copiesUnseen, hasHiddenCharacters } from "@pct/delivery/safe-text";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";

import { CLEAR_AFTER_S, copySecret, copyText } from "./clipboard";
import type { ClipboardState } from "./clipboard";

/** What to copy, and how to report it. */
interface CopyTask {
  readonly text: string;
  /** The message afterwards, such as "User copied"; without a full stop for a secret. */
  readonly copied: string;
  /** Whether to clear the clipboard again. */
  readonly secret: boolean;
  /** Whether line breaks are expected. */
  readonly hasLines?: boolean;
}

/** The outcome of the last copy, and the function that copies. */
export interface Copying {
  /** Empty before the first copy. */
  readonly message: string;
  /** Set for two seconds after a copy. */
  readonly isRecent: boolean;
  /** The text that the browser did not let the page copy, if that is no secret. */
  readonly refused: string | null;
  /** Resolves to whether the browser allowed it. */
  readonly copy: (task: CopyTask) => Promise<boolean>;
}

/** Copies the exact text, and says when that has characters that the person doesn't see. */
export function useCopy(): Copying {
  const t = useTranslations("design.copy");
  const [outcome, setOutcome] = useState<"copied" | "refused" | ClipboardState>();
  const [task, setTask] = useState<CopyTask>();
  const [isRecent, setIsRecent] = useState(false);
  useEffect(() => {
    if (!isRecent) return;
    const timer = setTimeout(() => {
      setIsRecent(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [isRecent]);

  const copy = async (next: CopyTask): Promise<boolean> => {
    const allowed = await (next.secret ? copySecret(next.text, setOutcome) : copyText(next.text));
    setOutcome(allowed ? "copied" : "refused");
    setTask(next);
    setIsRecent(allowed);
    return allowed;
  };
  const messageOf = ({ text, copied, secret, hasLines = false }: CopyTask): string => {
    const done = secret ? t("clears", { copied, seconds: CLEAR_AFTER_S.toString() }) : copied;
    const isExact = hasLines ? hasHiddenCharacters(text) : copiesUnseen(text);
    const messages = {
      copied: isExact ? `${done} ${t("exact")}` : done,
      refused: t("refused"),
      cleared: t("cleared"),
      waits: t("waits"),
      stays: t("stays"),
      replaced: "",
    };
    return outcome === undefined ? "" : messages[outcome];
  };
  const isShown = outcome === "refused" && task !== undefined && !task.secret;
  const refused = isShown ? task.text : null;
  return { refused, message: task === undefined ? "" : messageOf(task), isRecent, copy };
}
