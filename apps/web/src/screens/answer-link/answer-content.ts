import type { AnswerContent } from "../../crypto/interface/answers";
import { credentialFields } from "../compose/draft";
import type { DraftState } from "../compose/draft";

/** What the worker encrypts for a draft. */
export function answerContent({ content, credential, text, file }: DraftState): AnswerContent {
  const from = credential.from.trim();
  if (content === "credential") return { kind: "credential", fields: credentialFields(credential) };
  if (content === "text" || file === null) return { kind: "text", text, from };
  return { kind: "file", file, from };
}
