"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useLocale } from "use-intl/react";

import type { FailureFacts } from "../crypto/failure";
import { sentenceFor } from "../crypto/sentences";
import { Notice } from "./notice";

type Problem = Awaited<ReturnType<typeof sentenceFor>>;

/** What happened, whether anything was lost, and the next step; nothing where nothing has failed. */
export function FailureNotice({
  failure,
  action,
}: Readonly<{ failure: FailureFacts | null; action?: ReactNode }>): ReactNode {
  const problem = useSentence(failure);
  if (failure === null || problem === null) return null;
  // Whoever stopped something need not be alarmed by it.
  const kind = failure.code === "cancelled" ? "info" : "danger";
  return (
    <Notice kind={kind} title={problem.what} live {...(action === undefined ? {} : { action })}>
      <p>{problem.hint}</p>
    </Notice>
  );
}

/** The sentence about a failure, as soon as it has been loaded. */
function useSentence(failure: FailureFacts | null): Problem | null {
  const language = useLocale();
  const [said, setSaid] = useState<{ failure: FailureFacts; problem: Problem } | null>(null);
  useEffect(() => {
    if (failure === null) return;
    let isWanted = true;
    void sentenceFor(failure, language).then((problem) => {
      if (isWanted) setSaid({ failure, problem });
    });
    return () => {
      isWanted = false;
    };
  }, [failure, language]);
  return said !== null && said.failure === failure ? said.problem : null;
}
