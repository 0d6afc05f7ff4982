import { credentialFile } from "@pct/delivery/credential";
import { CREDENTIAL_TABLE_BYTES, readCredentialTable } from "@pct/delivery/credential-table";
import type { CredentialTable } from "@pct/delivery/credential-table";
import { matchCredentials, matchInOrder } from "@pct/delivery/match-credentials";
import type { CredentialMatches, MatchedCredential } from "@pct/delivery/match-credentials";
import type { InvitationState } from "@pct/exchange/follow-invitation";
import { errorCode } from "@pct/exchange/request-status";
import { sendToAll } from "@pct/exchange/send-to-invited";
import type { FullCatalog, InvitationTexts } from "@pct/messages";

import { inContext } from "../errors/context.js";
import { explain, Failure } from "../errors/failure.js";
import { nameOf, readWhole } from "../io/input.js";
import { writeJson } from "../io/output.js";
import type { Session } from "../program/session.js";
import { say, tell, warn } from "../terminal/notices.js";
import { askLine } from "../terminal/terminal.js";
import { askForWords } from "./confirm-words.js";
import { readInvitations, textsOf } from "./kept-invitations.js";
import { lookAtInvitations } from "./look-at-invitations.js";
import type { SeenInvitation } from "./look-at-invitations.js";
import { sealContent, SENDABLE, sendSealed, storeConfirmed } from "./send-invited.js";
import { connect } from "./server.js";

/** Sends the credentials of a table to the people who were invited. */

export interface BatchOptions {
  readonly inOrder?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly note?: string;
  readonly from?: string;
}

/** An invitation with the names by which a row is found. */
interface Candidate extends SeenInvitation {
  readonly name: string;
  readonly mail: string;
  readonly user: string;
}

type Matched = MatchedCredential<Candidate>;

/** States of an invitation that may still be answered, or was sent to. */
const OPEN: readonly InvitationState[] = [...SENDABLE, "invited", "unreachable", "altered"];
const SENT: readonly InvitationState[] = ["sent", "saved", "collected", "forged"];

const YES = /^(?:y|yes|s|si|sí)$/i;

/** What became of a row. */
interface RowOutcome {
  readonly row: number;
  readonly person: string;
  /** ID of the invitation; `null` where none was found. */
  readonly invitation: string | null;
  /** `sent`, or the code of the reason. */
  readonly outcome: string;
}

/** `pct send --batch`. */
export async function sendBatch(
  operand: string,
  options: BatchOptions,
  session: Session,
): Promise<void> {
  const texts = await textsOf(session);
  const bytes = await readWhole(operand, CREDENTIAL_TABLE_BYTES, session);
  const table = tableIn(bytes, nameOf(operand, session));
  const all = await readInvitations(session);
  const candidates = (await lookAtInvitations(all, all, session)).map((seen) => ({
    ...seen,
    ...{ name: seen.kept.name, mail: seen.kept.mail, user: seen.kept.user },
  }));
  const { ready, outcomes } = plan(candidates, table, options, texts);
  if (ready.length > 0) await confirmPlan(ready.length, options, texts, session);
  const total = ready.length;
  const full = await session.loadFullCatalog();
  const results = await sendToAll(ready, {
    send: (matched) => sendOne(matched, bytes, options, session),
    onResult: ({ item, error }, done) => {
      const { name } = item.person;
      if (error === null) say(texts.progress({ done, total, name }));
      else warn(`${done.toString()}/${total.toString()} ${name}: ${reasonOf(error, texts, full)}`);
    },
    signal: session.signal,
  });
  for (const { item, error } of results) {
    outcomes.push(outcomeOf(item, error === null ? "sent" : errorCode(error) || "failed"));
  }
  const sent = results.filter(({ error }) => error === null).length;
  if (options.json === true) await writeJson(outcomes.sort((a, b) => a.row - b.row));
  if (sent > 0) say(texts.batchDone({ count: sent }));
  const failed = outcomes.filter(({ outcome }) => outcome !== "sent" && outcome !== "already-sent");
  if (failed.length > 0 && sent === 0 && ready.length === 0) {
    throw new Failure(() => texts.batchEmpty());
  }
  if (failed.length > 0) throw new Failure(() => texts.batchFailed({ count: failed.length }));
}

function tableIn(bytes: Uint8Array, name: string): CredentialTable {
  try {
    return readCredentialTable(bytes);
  } catch (error) {
    throw inContext({ named: name }, error);
  }
}

/** Shows which credential is whose, and why the others are no one's; nothing is sent before that. */
function plan(
  candidates: readonly Candidate[],
  table: CredentialTable,
  { inOrder = false }: BatchOptions,
  texts: InvitationTexts,
): { readonly ready: readonly Matched[]; readonly outcomes: RowOutcome[] } {
  const outcomes: RowOutcome[] = [];
  const refuse = (
    row: { readonly row: number; readonly person: string },
    problem: keyof InvitationTexts["rowProblems"],
    invitation: string | null = null,
  ): void => {
    const { row: number, person } = row;
    warn(texts.skipped({ row: number, text: person, reason: texts.rowProblems[problem] }));
    outcomes.push({ row: number, person, invitation, outcome: problem });
  };
  for (const row of table.refused) refuse(row, row.problem);
  const open = candidates.filter(({ state }) => OPEN.includes(state));
  const matches = inOrder ? orderOrFail(candidates, table, texts) : matchCredentials(open, table);
  const left = matches.unmatched.map(({ row }) => row);
  // Someone who was sent to in an earlier run, and was not invited for something else since.
  const sent = candidates.filter(({ state }) => SENT.includes(state));
  const before = inOrder ? null : matchCredentials(sent, { rows: left });
  const done = new Map(before?.pairs.map(({ row, person }) => [row, person]));
  for (const { row, problem } of matches.unmatched) {
    const person = problem === "no-person" ? done.get(row) : undefined;
    if (person === undefined) refuse(row, problem);
    else refuse(row, "already-sent", person.kept.id);
  }
  const ready: Matched[] = [];
  for (const matched of matches.pairs) {
    const { person, row, by } = matched;
    if (SENT.includes(person.state)) refuse(row, "already-sent", person.kept.id);
    else if (!SENDABLE.includes(person.state)) refuse(row, "not-ready", person.kept.id);
    else {
      const names = { row: row.row, person: row.person, name: person.name };
      tell(texts.match({ ...names, by: texts.matchedBy[by] }));
      ready.push(matched);
    }
  }
  return { ready, outcomes };
}

/** The people in the order in which they were invited, with those who were sent to already. */
function orderOrFail(
  candidates: readonly Candidate[],
  table: CredentialTable,
  texts: InvitationTexts,
): CredentialMatches<Candidate> {
  const people = candidates.filter(({ state }) => OPEN.includes(state) || SENT.includes(state));
  const matches = matchInOrder(people, table);
  if (matches !== null) return matches;
  const counts = { rows: table.total, people: people.length };
  throw new Failure(() => texts.orderDiffers(counts));
}

async function confirmPlan(
  count: number,
  { yes = false }: BatchOptions,
  texts: InvitationTexts,
  { signal }: Session,
): Promise<void> {
  if (yes) return;
  const answer = await askLine(texts.confirmBatch({ count }), signal);
  if (answer === null) throw new Failure(() => texts.cannotConfirmBatch());
  if (!YES.test(answer.trim())) throw new Failure((t) => t.delivery.notConfirmed());
}

/** The words of each person are confirmed by themselves; `--yes` answers for the list alone. */
async function sendOne(
  { person: { kept }, row }: Matched,
  table: Uint8Array,
  { note, from }: BatchOptions,
  session: Session,
): Promise<void> {
  let invitation = kept;
  if (invitation.confirmed === null && (await askForWords(invitation, session)) === true) {
    invitation = await storeConfirmed(invitation, "words", session);
  }
  const { fields, needsFile, ownRows } = row.entry;
  const sender = from ?? invitation.from ?? undefined;
  // Without other people's rows, the file itself goes along.
  const file = needsFile ? (ownRows === null ? table : Buffer.from(ownRows)) : null;
  const name = fields.provider === "gcp" ? "key.json" : "credentials.csv";
  const content = {
    bytes: new Uint8Array(),
    part: file === null ? {} : { files: [credentialFile(name, file)] },
    fields: { ...fields, note, from: sender },
  };
  await sendSealed(invitation, connect(invitation.server), session, (request, receipt) => {
    return sealContent(content, request, receipt);
  });
}

function reasonOf(error: unknown, texts: InvitationTexts, t: FullCatalog): string {
  const code = errorCode(error);
  if (code === "words-not-confirmed") return texts.rowProblems[code];
  return explain(error, t).what;
}

function outcomeOf({ row, person }: Matched, outcome: string): RowOutcome {
  return { row: row.row, person: row.person, invitation: person.kept.id, outcome };
}
