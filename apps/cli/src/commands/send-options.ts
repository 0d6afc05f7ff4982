import { UsageFailure } from "../errors/failure.js";
import type { BatchOptions } from "../exchange/send-batch.js";
import type { InvitedOptions } from "../exchange/send-invited.js";

/** The options of `pct send`, and which of them make no sense together. */

export interface SendOptions extends InvitedOptions, BatchOptions {
  readonly invitation?: string;
  readonly batch?: string;
  readonly status?: boolean;
  readonly withdraw?: boolean;
}

type Name = keyof SendOptions;

/** Options that describe what is sent. */
const OF_SENDING: readonly Name[] = [
  "provider",
  "service",
  "signInUrl",
  "account",
  "username",
  "note",
  "from",
  "pick",
  "asIs",
  "yes",
  "checked",
  "inOrder",
];

/** What a table says for each row, or asks for each person. */
const NOT_OF_BATCH: readonly Name[] = [
  "provider",
  "service",
  "signInUrl",
  "account",
  "username",
  "pick",
  "asIs",
  "checked",
];

/** What `pct send` does, each with the options that it does not take. */
const MODES: readonly (readonly [mode: Name, refused: readonly Name[]])[] = [
  ["status", ["withdraw", "batch", "invitation", ...OF_SENDING]],
  ["withdraw", ["json", "batch", "invitation", ...OF_SENDING]],
  ["batch", ["invitation", ...NOT_OF_BATCH]],
  ["invitation", ["json", "yes", "inOrder"]],
];

/** Options that need another one. */
const NEEDS: readonly (readonly [option: Name, needed: readonly Name[]])[] = [
  ["json", ["status", "batch"]],
  ["checked", ["invitation"]],
  ["inOrder", ["batch"]],
];

/** Refuses options and operands that contradict each other. */
export function refuseConflicts(
  [operand, file]: readonly (string | undefined)[],
  options: SendOptions,
): void {
  const isGiven = (name: Name): boolean => options[name] !== undefined && options[name] !== false;
  const refuse = (one: string, other: string): never => {
    throw new UsageFailure((t) => t.usage.conflict({ one, other }));
  };
  for (const [mode, refused] of MODES) {
    if (!isGiven(mode)) continue;
    for (const name of refused) if (isGiven(name)) refuse(flagOf(mode), flagOf(name));
    if (file !== undefined) refuse(flagOf(mode), "file");
  }
  if (isGiven("batch") && operand !== undefined) refuse("--batch", "link");
  if (isGiven("asIs") && isGiven("pick")) refuse("--as-is", "--pick");
  for (const [option, needed] of NEEDS) {
    const [first = option] = needed;
    if (!isGiven(option) || needed.some(isGiven)) continue;
    throw new UsageFailure((t) => t.usage.needs({ option: flagOf(option), needed: flagOf(first) }));
  }
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
