import { loadFailures } from "@pct/messages/failures";
import type { Language } from "@pct/messages/portal";
import type { Page } from "playwright";

type Failures = Awaited<ReturnType<typeof loadFailures>>;
export type FailureCode = keyof Failures;
export type FactsOf<Code extends FailureCode> = Parameters<Failures[Code]>;

/** Waits until a page shows the sentences for a failure: what happened, and what to do next. */
export async function failureShown<Code extends FailureCode>(
  page: Page,
  language: Language,
  code: Code,
  ...facts: FactsOf<Code>
): Promise<void> {
  const failures = await loadFailures(language);
  const say = failures[code] as (...params: typeof facts) => { what: string; hint: string };
  const { what, hint } = say(...facts);
  // A cancellation is no alert.
  const notice = page.getByRole(code === "cancelled" ? "status" : "alert");
  await notice.filter({ hasText: what }).filter({ hasText: hint }).waitFor();
}
