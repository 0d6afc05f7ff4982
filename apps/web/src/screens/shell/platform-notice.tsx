"use client";

import { useEffect, useState } from "react";
import type { ReactNode } from "react";

import type { Notice } from "../../ui/notice";
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
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    void findProblem().then(setFound);
  }, []);
  return found !== null && <MissingFeatureNotice {...found} words={words[found.missing]} />;
}

interface Found {
  readonly missing: MissingFeature;
  readonly As: typeof Notice;
}

/** The first missing feature, with what shows it: most visits need no notice. */
async function findProblem(): Promise<Found | null> {
  const missing = await findMissingFeature();
  if (missing === undefined) return null;
  const { Notice: As } = await import("../../ui/notice");
  return { missing, As };
}

/** Missing storage is a warning: a key can be saved as a file. Without cryptography, nothing works. */
function MissingFeatureNotice({
  missing,
  As,
  words: { user, administrator },
}: Found & Readonly<{ words: MissingFeatureTexts }>): ReactNode {
  const kind = missing === "storage" || missing === "full" ? "care" : "danger";
  return (
    <As kind={kind} live>
      <p>{user}</p>
      <p className="text-small text-soft">{administrator}</p>
    </As>
  );
}
