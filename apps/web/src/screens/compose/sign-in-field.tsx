"use client";

import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { knownSignInPage } from "@pct/delivery/service";
import { withScheme } from "@pct/delivery/sign-in-address";
import { CornerLeftUp } from "lucide-react";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";

import { useStore } from "../../state/store";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { signInProblem } from "./draft";
import type { Draft } from "./draft";

/** Milliseconds from leaving the field to its error: longer than a click takes. */
const ERROR_DELAY_MS = 300;

/**
 * Where to sign in. What the recipient's side would not open is an error here, because only the sender
 * knows the right address.
 */
export function SignInField({ draft }: Readonly<{ draft: Draft }>): ReactNode {
  const t = useTranslations("send.credential");
  const { credential, content, isRefused } = useStore(
    draft.store,
    "credential",
    "content",
    "isRefused",
  );
  const { service, account, signInUrl } = credential;
  const [isTyping, setIsTyping] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const problem = isTyping && !isRefused ? null : signInProblem({ content, credential });
  const suggestion = service === "" || signInUrl !== "" ? null : knownSignInPage(service, account);
  return (
    <div className="flex flex-col gap-1">
      <Field
        ref={input}
        label={t("signInUrl")}
        error={problem === null ? undefined : t(`signInProblems.${problem}`)}
        value={signInUrl}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={CREDENTIAL_LIMITS.characters.signInUrl}
        onChange={(typed) => {
          clearTimeout(timer.current);
          setIsTyping(true);
          draft.changeCredential({ signInUrl: typed });
        }}
        onBlur={() => {
          // An error that appears while a button below is pressed would move it away from the pointer.
          timer.current = setTimeout(() => {
            setIsTyping(false);
          }, ERROR_DELAY_MS);
          const completed = withScheme(signInUrl);
          if (completed !== signInUrl) draft.changeCredential({ signInUrl: completed });
        }}
      />
      {suggestion !== null && (
        <Button
          kind="quiet"
          icon={CornerLeftUp}
          className="-ml-3 justify-start self-start text-left"
          onClick={() => {
            draft.changeCredential({ signInUrl: suggestion });
            input.current?.focus();
          }}
        >
          <span className="min-w-0 break-all">
            {t("useSuggestion", { address: suggestion.replace(/^https:\/\/|\/$/g, "") })}
          </span>
        </Button>
      )}
    </div>
  );
}
