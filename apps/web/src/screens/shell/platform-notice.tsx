"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";

import { Notice } from "../../ui/notice";
import { whatIsMissing } from "./platform";
import type { Lack } from "./platform";

/** What is said of something that is missing: to the person, and to whoever can change it. */
export interface LackWords {
  readonly user: string;
  readonly administrator: string;
}

/** Says what this browser lacks, if anything; without it, nothing is shown. */
export function PlatformNotice({
  words,
}: Readonly<{ words: Readonly<Record<Lack, LackWords>> }>): ReactNode {
  const [lack, setLack] = useState<Lack>();
  useEffect(() => {
    void whatIsMissing().then(setLack);
  }, []);
  return lack !== undefined && <LackNotice lack={lack} words={words[lack]} />;
}

/** A key can be saved as a file where it cannot be stored; without cryptography, nothing works. */
function LackNotice({
  lack,
  words: { user, administrator },
}: Readonly<{ lack: Lack; words: LackWords }>): ReactNode {
  const kind = lack === "storage" || lack === "full" ? "care" : "danger";
  return (
    <Notice kind={kind} live>
      <p>{user}</p>
      <p className="text-small text-soft">{administrator}</p>
    </Notice>
  );
}
