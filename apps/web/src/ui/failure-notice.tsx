"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useLocale } from "use-intl/react";

import type { FailureFacts } from "../crypto/failure";
import { sentenceFor } from "../crypto/sentences";
import { Notice } from "./notice";

type Problem = Awaited<ReturnType<typeof sentenceFor>>;

/** Shows what failed and the next step. Renders nothing without a failure. */
export function FailureNotice({
  failure,
  action,
}: Readonly<{ failure: FailureFacts | null; action?: ReactNode }>): ReactNode {
  const problem = useSentences(failure);
  if (failure === null || problem === null) return null;
  // The user cancelled: no reason to alarm.
  const kind = failure.code === "cancelled" ? "info" : "danger";
  return (
    <Notice kind={kind} title={problem.what} live {...(action === undefined ? {} : { action })}>
      <p>{problem.hint}</p>
    </Notice>
  );
}

/** The sentences for a failure; `null` until they are loaded. */
function useSentences(failure: FailureFacts | null): Problem | null {
  const language = useLocale();
  const [loaded, setLoaded] = useState<{ failure: FailureFacts; problem: Problem } | null>(null);
  useEffect(() => {
    if (failure === null) return;
    const controller = new AbortController();
    void sentenceFor(failure, language).then((problem) => {
      if (!controller.signal.aborted) setLoaded({ failure, problem });
    });
    return () => {
      controller.abort();
    };
  }, [failure, language]);
  return loaded !== null && loaded.failure === failure ? loaded.problem : null;
}
