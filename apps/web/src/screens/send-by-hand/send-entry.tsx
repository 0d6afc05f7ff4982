"use client";

import { ChevronDown, FileKey2, Link2, MessageSquare } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { buttonClass } from "../../ui/button-class";
import { Letter } from "../../ui/letter";
import { Page } from "../../ui/page";
import { BY_HAND } from "./chosen-way";
import { LinkField } from "./link-field";

/** The three ways to send, by what the sender has. */
export function SendEntry(): ReactNode {
  const t = useTranslations("send");
  const origin = useOrigin();
  return (
    <Page title={t("title")} lead={t("entry.lead")} isDense>
      <Way icon={Link2} title={t("entry.link.title")}>
        <LinkField />
      </Way>
      <ClosedWay icon={MessageSquare} title={t("entry.ask.title")}>
        <p className="text-small text-soft">{t("entry.ask.text")}</p>
        <Letter
          write={({ askForLink }, language) =>
            askForLink({ address: `${origin}/${language}/request/` })
          }
        />
      </ClosedWay>
      <Way icon={FileKey2} title={t("entry.hand.title")}>
        <p className="text-small text-soft">{t("entry.hand.text")}</p>
        <a href={BY_HAND} className={`${buttonClass("secondary")} tablet:self-start`}>
          {t("entry.hand.action")}
        </a>
      </Way>
    </Page>
  );
}

type WayProps = Readonly<{ icon: LucideIcon; title: string; children: ReactNode }>;

function Way({ icon: Icon, title, children }: WayProps): ReactNode {
  return (
    <section className="flex flex-col gap-3 rounded-card border border-line bg-sheet p-4 shadow-soft tablet:p-6">
      <h2 className="flex items-center gap-2 text-title">
        <Icon aria-hidden className="size-6 shrink-0 text-action" />
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A way that opens on its title: its content is long, and all three ways must be seen at once. */
function ClosedWay({ icon: Icon, title, children }: WayProps): ReactNode {
  return (
    <details className="group rounded-card border border-line bg-sheet shadow-soft">
      <summary className="flex min-h-14 items-center gap-2 rounded-card px-4 py-2 hover:bg-action-wash tablet:px-6">
        <Icon aria-hidden className="size-6 shrink-0 text-action" />
        <h2 className="min-w-0 flex-1 text-title">{title}</h2>
        <ChevronDown
          aria-hidden
          className="size-5 shrink-0 text-soft transition-transform duration-150 group-open:rotate-180 motion-reduce:transition-none"
        />
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4 tablet:px-6 tablet:pb-6">{children}</div>
    </details>
  );
}

/** Where this portal is; empty during the build. */
function useOrigin(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => location.origin,
    () => "",
  );
}
