"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";

import { Notice } from "../../ui/notice";
import { findMissingFeature } from "./platform";
import type { MissingFeature } from "./platform";

/** Texts about a missing feature: for the person, and for an administrator who can change it. */
export interface MissingFeatureTexts {
  readonly user: string;
  readonly administrator: string;
}

/** Names the feature that this browser is missing, if any. */
export function PlatformNotice({
  words,
}: Readonly<{ words: Readonly<Record<MissingFeature, MissingFeatureTexts>> }>): ReactNode {
  const [missing, setMissing] = useState<MissingFeature>();
  useEffect(() => {
    void findMissingFeature().then(setMissing);
  }, []);
  return missing !== undefined && <MissingFeatureNotice missing={missing} words={words[missing]} />;
}

/** Missing storage is a warning: a key can be saved as a file. Without cryptography, nothing works. */
function MissingFeatureNotice({
  missing,
  words: { user, administrator },
}: Readonly<{ missing: MissingFeature; words: MissingFeatureTexts }>): ReactNode {
  const kind = missing === "storage" || missing === "full" ? "care" : "danger";
  return (
    <Notice kind={kind} live>
      <p>{user}</p>
      <p className="text-small text-soft">{administrator}</p>
    </Notice>
  );
}
