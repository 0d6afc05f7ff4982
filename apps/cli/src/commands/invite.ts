import { stat } from "node:fs/promises";

import { readPeople, readPerson } from "@pct/delivery/people-table";
import type { PeopleTable, Person } from "@pct/delivery/people-table";
import { writeSpreadsheetCsv, writeSpreadsheetRow } from "@pct/delivery/spreadsheet-csv";
import { invitationLink } from "@pct/exchange/invitation";

import { inContext } from "../errors/context.js";
import { Failure, UsageFailure } from "../errors/failure.js";
import { readInvitations, textsOf } from "../exchange/kept-invitations.js";
import type { KeptInvitation } from "../exchange/kept-invitations.js";
import { earlierInvitation, makeInvitation, messageOf } from "../exchange/make-invitations.js";
import type { InviteOptions } from "../exchange/make-invitations.js";
import { chooseServer, connect } from "../exchange/server.js";
import { nameOf, readWhole, STDIN } from "../io/input.js";
import { writeData, writeJson, writeLine } from "../io/output.js";
import { secondsOf } from "../program/duration.js";
import type { Session } from "../program/session.js";
import { say, warn } from "../terminal/notices.js";
import { showLine } from "../terminal/progress.js";
import { stdinIsTerminal } from "../terminal/terminal.js";

interface Options {
  readonly label?: string;
  readonly from?: string;
  readonly mail?: string;
  readonly user?: string;
  readonly expires?: string;
  readonly server?: string;
  readonly json?: boolean;
}

/** Seconds that an invitation is open. Longer than a request: the person has not asked for it. */
const USUAL_EXPIRY = 7 * 86_400;
/** Bytes of a table of people. */
const TABLE_BYTES = 16_777_216;

/** `pct invite`: makes an invitation for a person, or for each person of a table. */
export async function invite(
  session: Session,
  [operand]: readonly (string | undefined)[],
  given: Options,
): Promise<void> {
  const server = chooseServer(given.server);
  const options: InviteOptions = {
    server,
    relay: connect(server),
    expiresIn: given.expires === undefined ? USUAL_EXPIRY : secondsOf(given.expires),
    label: given.label ?? null,
    from: given.from ?? null,
  };
  const isTable = await namesTable(operand);
  if (!isTable && operand === undefined) {
    const texts = await textsOf(session);
    throw new UsageFailure(() => texts.peopleMissing());
  }
  const table = isTable
    ? await tableFrom(operand ?? STDIN, given, session)
    : { people: [personFrom(operand ?? "", given)], skipped: [] };
  await warnOfSkipped(table, session);
  if (isTable) await inviteAll(table, options, given.json === true, session);
  else await inviteOne(table.people, options, given.json === true, session);
  const count = table.skipped.filter(({ problem }) => problem !== "repeated").length;
  if (count === 0) return;
  const texts = await textsOf(session);
  throw new Failure(() => texts.someSkipped({ count }));
}

/** A table is an existing file, a name that ends as tables do, or standard input. */
async function namesTable(operand: string | undefined): Promise<boolean> {
  if (operand === undefined) return !stdinIsTerminal();
  if (operand === STDIN || /\.(?:csv|tsv|txt)$/i.test(operand)) return true;
  const stats = await stat(operand).catch(() => null);
  return stats !== null;
}

async function tableFrom(
  operand: string,
  { mail, user }: Options,
  session: Session,
): Promise<PeopleTable> {
  for (const [value, option] of [
    [mail, "--mail"],
    [user, "--user"],
  ] as const) {
    if (value === undefined) continue;
    throw new UsageFailure((t) => t.usage.conflict({ one: option, other: operand }));
  }
  const bytes = await readWhole(operand, TABLE_BYTES, session);
  try {
    return readPeople(bytes);
  } catch (error) {
    throw inContext({ named: nameOf(operand, session) }, error);
  }
}

function personFrom(text: string, { mail, user }: Options): Person {
  const person = readPerson(text);
  return {
    ...person,
    ...(mail === undefined ? {} : { mail: readPerson(mail).mail }),
    ...(user === undefined ? {} : { user }),
  };
}

async function warnOfSkipped({ skipped }: PeopleTable, session: Session): Promise<void> {
  const texts = await textsOf(session);
  for (const { row, text, problem } of skipped) {
    warn(texts.skipped({ row, text, reason: texts.personProblems[problem] }));
  }
}

async function inviteOne(
  people: readonly Person[],
  options: InviteOptions,
  isJson: boolean,
  session: Session,
): Promise<void> {
  const texts = await textsOf(session);
  const earlier = await readInvitations(session);
  for (const person of people) {
    const { invitation } = await invitationOf(person, earlier, options, session);
    if (isJson) await writeJson(described(invitation, session));
    else await writeLine(messageOf(invitation, session.language).message);
    say(texts.giveMessage);
  }
}

/** Writes each row as soon as its invitation is made, so that none is lost when a later one fails. */
async function inviteAll(
  { people }: PeopleTable,
  options: InviteOptions,
  isJson: boolean,
  session: Session,
): Promise<void> {
  const texts = await textsOf(session);
  const { columns } = texts;
  const earlier = await readInvitations(session);
  const made: KeptInvitation[] = [];
  let repeated = 0;
  if (!isJson) await writeData(writeSpreadsheetCsv([Object.values(columns)]));
  const line = showLine(texts.inviting({ done: 0, total: people.length }));
  try {
    for (const person of people) {
      const { invitation, isNew } = await invitationOf(person, earlier, options, session);
      made.push(invitation);
      if (!isNew) repeated++;
      line.update(texts.inviting({ done: made.length, total: people.length }));
      if (isJson) continue;
      const { subject, message, link } = messageOf(invitation, session.language);
      const { name, mail } = invitation;
      await writeData(writeSpreadsheetRow([name, mail, subject, message, link]));
    }
  } finally {
    line.stop();
    if (isJson) await writeJson(made.map((invitation) => described(invitation, session)));
  }
  if (repeated > 0) say(texts.repeated({ count: repeated }));
  say(texts.made({ count: made.length }));
}

async function invitationOf(
  person: Person,
  earlier: readonly KeptInvitation[],
  options: InviteOptions,
  session: Session,
): Promise<{ readonly invitation: KeptInvitation; readonly isNew: boolean }> {
  const found = earlierInvitation(earlier, person, options);
  if (found !== null) return { invitation: found, isNew: false };
  return { invitation: await makeInvitation(person, options, session), isNew: true };
}

function described(invitation: KeptInvitation, { language }: Session): object {
  const { id, name, mail, user, server, expiresAt } = invitation;
  const { subject, message } = messageOf(invitation, language);
  const label = invitation.for;
  return {
    ...{ id, name, mail, user, label, server, expiresAt },
    ...{ link: invitationLink(invitation), subject, message },
  };
}
