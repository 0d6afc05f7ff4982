import { portal } from "@pct/messages/portal";
import type { Language } from "@pct/messages/portal";
import { ArrowRight, ChevronRight, Laptop, Phone, Server } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Messages } from "use-intl/core";

import { translator } from "../../i18n/translator";
import type { Translator } from "../../i18n/translator";
import { BoxDrawing, OpenPadlock } from "../../ui/drawings/objects";
import { AskScene, LockScene, OpenScene } from "../../ui/drawings/scenes";
import { IntentLink } from "../../ui/intent-link";
import { HomeRequests } from "./home-requests";

type HomeTexts = Translator<"home">;

/** The first page: the promise, the two ways in, and below them why it can be trusted. */
export function Home({ language }: Readonly<{ language: Language }>): ReactNode {
  const t = translator(language, "home");
  return (
    <div className="flex flex-col gap-12 tablet:gap-16">
      <div className="flex flex-col gap-5 tablet:gap-8">
        <h1 className="text-display tablet:text-display-wide">{t("title")}</h1>
        <HomeRequests language={language} words={requestWords(language)} />
        <nav
          aria-label={t("doors.label")}
          className="grid auto-rows-fr gap-3 tablet:grid-cols-2 tablet:gap-4"
        >
          <Door
            href={`/${language}/request/`}
            drawing={<OpenPadlock className={DOOR_DRAWING} />}
            title={t("doors.receive")}
            text={t("doors.receiveText")}
          />
          <Door
            href={`/${language}/send/`}
            drawing={<BoxDrawing className={DOOR_DRAWING} />}
            title={t("doors.send")}
            text={t("doors.sendText")}
          />
        </nav>
      </div>
      <Story t={t} />
      <Trust t={t} />
      <More language={language} t={t} />
    </div>
  );
}

/** The texts about requests, which a browser with requests shows. */
function requestWords(language: Language): Partial<Messages> {
  const { home, request } = portal[language];
  // The provider formats what it is given: the other texts of these groups are not on the page.
  const words = { home: { waiting: home.waiting }, request: { list: request.list } };
  return words as unknown as Partial<Messages>;
}

const DOOR_DRAWING = "h-22 w-auto shrink-0 tablet:h-30";

function Door({
  href,
  drawing,
  title,
  text,
}: Readonly<{ href: string; drawing: ReactNode; title: string; text: string }>): ReactNode {
  return (
    <IntentLink
      href={href}
      className="group flex flex-wrap items-center gap-3 rounded-card border-2 border-action bg-sheet p-3 shadow-soft transition-colors duration-150 hover:bg-action-wash tablet:flex-col tablet:items-start tablet:gap-4 tablet:p-5"
    >
      {drawing}
      <span className="flex min-w-0 flex-1 basis-40 flex-col gap-1 wrap-anywhere tablet:basis-auto">
        <span className="text-lead leading-snug font-semibold text-action tablet:text-title">
          {title}
        </span>
        <span className="text-small text-soft">{text}</span>
      </span>
      <ArrowRight
        aria-hidden
        className="size-6 shrink-0 self-center text-action tablet:self-end tablet:transition-transform tablet:duration-150 tablet:group-hover:translate-x-1 motion-reduce:tablet:transition-none"
      />
    </IntentLink>
  );
}

function Story({ t }: Readonly<{ t: HomeTexts }>): ReactNode {
  const scenes = [
    { part: "ask", Scene: AskScene },
    { part: "lock", Scene: LockScene },
    { part: "open", Scene: OpenScene },
  ] as const;
  return (
    <section className="flex flex-col gap-5">
      <h2 className="text-title">{t("story.title")}</h2>
      <ol className="grid gap-5 tablet:grid-cols-3 tablet:gap-6">
        {scenes.map(({ part, Scene }, index) => (
          <li
            key={part}
            className="flex flex-wrap items-center gap-4 tablet:flex-col tablet:items-start"
          >
            <Scene className="h-24 w-32 shrink-0 tablet:h-auto tablet:w-full" />
            <div className="min-w-0 flex-1 basis-40 tablet:basis-auto">
              <h3 className="font-semibold">
                {index + 1}. {t(`story.${part}.title`)}
              </h3>
              <p className="text-small text-soft">{t(`story.${part}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Trust({ t }: Readonly<{ t: HomeTexts }>): ReactNode {
  const tags = {
    b: (chunks: ReactNode): ReactNode => <b className="font-semibold text-ink">{chunks}</b>,
    code: (chunks: ReactNode): ReactNode => <code className="font-mono">{chunks}</code>,
  };
  const lines: readonly Readonly<{ icon: LucideIcon; line: ReactNode }>[] = [
    { icon: Laptop, line: t.rich("trust.browser", tags) },
    { icon: Phone, line: t.rich("trust.words", tags) },
    { icon: Server, line: t.rich("trust.page", tags) },
  ];
  return (
    <section className="flex flex-col gap-4 rounded-card bg-wash p-5 tablet:p-6">
      <h2 className="text-title">{t("trust.title")}</h2>
      <ul className="flex flex-col gap-4">
        {lines.map(({ icon: Icon, line }, index) => (
          <li key={index} className="flex gap-3 text-soft">
            <Icon aria-hidden className="mt-0.5 size-6 shrink-0 text-action" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function More({ language, t }: Readonly<{ language: Language; t: HomeTexts }>): ReactNode {
  const places = [
    { href: "tools", title: t("more.tools"), text: t("more.toolsText") },
    { href: "mfa", title: t("more.mfa"), text: t("more.mfaText") },
    { href: "help", title: t("more.help"), text: t("more.helpText") },
  ];
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-title">{t("more.title")}</h2>
      <ul className="divide-y divide-line">
        {places.map(({ href, title, text }) => (
          <li key={href}>
            <IntentLink
              href={`/${language}/${href}/`}
              className="flex min-h-16 items-center gap-3 rounded-inner py-3 hover:bg-wash"
            >
              <span className="flex flex-1 flex-col">
                <span className="font-semibold text-action">{title}</span>
                <span className="text-small text-soft">{text}</span>
              </span>
              <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
            </IntentLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
