import type { Language } from "@pct/messages/portal";
import { Calculator, Dices, Hash, KeyRound, LockKeyhole, LockKeyholeOpen } from "lucide-react";
import type { ReactNode } from "react";

import { translator } from "../../i18n/translator";
import { IntentLink } from "../../ui/intent-link";
import { Page, Section } from "../../ui/page";

/** What a person who handles a credential needs. */
const TOOLS = [
  { name: "generate", command: "pct generate", icon: Dices },
  { name: "keys", command: "pct create", icon: KeyRound },
  { name: "encrypt", command: "pct encrypt", icon: LockKeyhole },
  { name: "decrypt", command: "pct decrypt", icon: LockKeyholeOpen },
] as const;

/** For those who run or write a program that stores passwords. */
const PROGRAMMERS_TOOLS = [
  { name: "hash", command: "pct hash", icon: Hash },
  { name: "digest", command: "pct digest", icon: Calculator },
] as const;

/** The list of tools, each with a description and the equivalent command. */
export function Tools({ language }: Readonly<{ language: Language }>): ReactNode {
  const t = translator(language, "tools");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <ToolList tools={TOOLS} language={language} />
      <Section title={t("programmers.title")}>
        <p className="max-w-lines text-soft">{t("programmers.text")}</p>
        <ToolList tools={PROGRAMMERS_TOOLS} language={language} />
      </Section>
    </Page>
  );
}

type Tool = (typeof TOOLS | typeof PROGRAMMERS_TOOLS)[number];

function ToolList({
  tools,
  language,
}: Readonly<{ tools: readonly Tool[]; language: Language }>): ReactNode {
  const t = translator(language, "tools");
  return (
    <ul className="grid gap-3 tablet:grid-cols-2">
      {tools.map(({ name, command, icon: Icon }) => (
        <li key={name} className="min-w-0">
          <IntentLink
            href={`/${language}/tools/${name}/`}
            className="flex h-full items-start gap-4 rounded-card border border-line bg-sheet p-4 no-underline shadow-soft hover:bg-action-wash"
          >
            <Icon aria-hidden className="mt-0.5 size-6 shrink-0 text-action" />
            <span className="flex min-w-0 flex-col gap-1 wrap-anywhere">
              <span className="font-semibold">{t(`list.${name}.name`)}</span>
              <span className="text-soft">{t(`list.${name}.what`)}</span>
              <code className="font-mono text-small text-soft">{command}</code>
            </span>
          </IntentLink>
        </li>
      ))}
    </ul>
  );
}
