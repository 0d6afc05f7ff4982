import type { DecryptionResult } from "../../crypto/interface/decryption";
import type { ProgressState } from "./progress";
import { tasksOf } from "./tasks";
import type { CredentialTask } from "./tasks";

/** What erasing would end too early. */
export interface Unfinished {
  /** The open steps, in order. */
  readonly tasks: readonly CredentialTask[];
  /** Whether the newest password that was made here was neither copied nor saved. */
  readonly hasNewPassword: boolean;
  /** Whether a text or a file was neither shown, nor copied, nor saved. */
  readonly isUntaken: boolean;
}

/** What is unfinished of an opened credential, text or file; `null` if nothing is. */
export function findUnfinished(
  opened: DecryptionResult,
  { ticked, made, isTaken }: Pick<ProgressState, "ticked" | "made" | "isTaken">,
): Unfinished | null {
  const isCredential = opened.kind === "credential";
  const tasks = isCredential ? tasksOf(opened).filter((task) => !ticked.has(task)) : [];
  const hasNewPassword = made.at(-1)?.isTaken === false;
  const isUntaken = !isCredential && !isTaken;
  return tasks.length > 0 || hasNewPassword || isUntaken
    ? { tasks, hasNewPassword, isUntaken }
    : null;
}
