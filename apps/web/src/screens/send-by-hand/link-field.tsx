"use client";

import { ArrowRight } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ReactNode, SyntheticEvent } from "react";
import { useTranslations } from "use-intl/react";

import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { readPastedLink } from "../../relay/read-link";
import type { PastedLink } from "../../relay/read-link";
import { Latest } from "../../state/latest";
import { createStore, useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { FailureNotice } from "../../ui/failure-notice";
import { Field } from "../../ui/field";
import { LinkNotice } from "../../ui/link-notice";

interface LinkFieldState {
  readonly text: string;
  /** A link to another portal, or one that was taken out of another address. */
  readonly link: PastedLink | null;
  readonly isWrong: boolean;
  /** For a link that a service hides, or a server without TLS. */
  readonly failure: FailureFacts | null;
}

const EMPTY: LinkFieldState = { text: "", link: null, isWrong: false, failure: null };
const linkField = createStore<LinkFieldState>(EMPTY);
const reading = new Latest();

function wipeLinkField(): void {
  reading.abort();
  linkField.reset();
}

/** Takes a request link. A pasted link of this portal opens at once, any other after a look. */
export function LinkField(): ReactNode {
  const t = useTranslations("send.entry.link");
  const { text, link, isWrong, failure } = useStore(
    linkField,
    "text",
    "link",
    "isWrong",
    "failure",
  );
  const isPasted = useRef(false);
  useEffect(() => wipeLinkField, []);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void openLink(text);
  };
  return (
    <form noValidate className="flex flex-col gap-3" onSubmit={submit}>
      <Field
        label={t("label")}
        type="url"
        inputMode="url"
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="https://"
        value={text}
        error={isWrong ? t("wrong") : undefined}
        onPaste={() => {
          isPasted.current = true;
        }}
        onChange={(typed) => {
          reading.abort();
          linkField.set({ ...EMPTY, text: typed });
          if (isPasted.current) void openLink(typed);
          isPasted.current = false;
        }}
      />
      {link !== null && <LinkNotice link={link} />}
      <FailureNotice failure={failure} />
      {link === null && (
        <Button type="submit" kind="primary" icon={ArrowRight} className="tablet:self-start">
          {t("action")}
        </Button>
      )}
    </form>
  );
}

/** Opens a link of this portal; shows where another leads, or what is wrong. */
async function openLink(text: string): Promise<void> {
  const signal = reading.restart();
  linkField.set({ ...EMPTY, text });
  try {
    const link = await readPastedLink(text);
    if (signal.aborted) return;
    if (link === null) linkField.set({ isWrong: true }, signal);
    else if (link.origin === location.origin && link.takenFrom === null) {
      location.assign(link.address);
    } else linkField.set({ link }, signal);
  } catch (error) {
    const failure = failureFacts(error);
    if (failure.code === "link-malformed") linkField.set({ isWrong: true }, signal);
    else linkField.set({ failure }, signal);
  }
}
