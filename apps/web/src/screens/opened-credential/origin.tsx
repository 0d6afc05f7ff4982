"use client";

import { escapeForScreen } from "@pct/delivery/safe-text";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import type { OpenSession } from "./open-session";

/**
 * Who says to have sent it. Anyone can encrypt to a public key, so the sender is unknown. A passphrase is
 * known to few people.
 *
 * @param from - The sender's name as it came; empty if it came without.
 * @param words - Who may have sent it; the default is about a public key given by hand.
 */
export function Origin({
  session,
  from,
  words,
}: Readonly<{ session: OpenSession; from: string; words: string | undefined }>): ReactNode {
  const t = useTranslations("open.opened");
  const { format } = useStore(session.store, "format");
  const name = escapeForScreen(from.trim());
  const isUnknown = format !== "age-passphrase";
  if (name === "" && !isUnknown) return null;
  return (
    <div className="flex max-w-lines gap-2 text-small">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-care" />
      <p className="min-w-0 break-words">
        <strong className="font-semibold">
          {name === ""
            ? t("fromNobody")
            : t.rich("from", { from: name, name: (chunks) => <bdi>{chunks}</bdi> })}
          {"."}
        </strong>{" "}
        {isUnknown && (words ?? t("confirm"))}
      </p>
    </div>
  );
}
