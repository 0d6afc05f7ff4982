import { setTimeout as sleep } from "node:timers/promises";

import { safetyWordsOf } from "@pct/core/fingerprint";
import { isDeliveryError } from "@pct/delivery/errors";
import { requestIdBytes } from "@pct/delivery/request-id";
import { escapeForTerminal, escapeJson } from "@pct/delivery/safe-text";
import { isFinalState } from "@pct/exchange/follow-invitation";
import { invitationLink } from "@pct/exchange/invitation";
import { withdrawInvitation } from "@pct/exchange/withdraw-invitation";
import { dateTime } from "@pct/messages/date-time";

import { withContext } from "../errors/context.js";
import { Failure, UsageFailure } from "../errors/failure.js";
import { askForWords } from "../exchange/confirm-words.js";
import {
  changeOrFail,
  findInvitation,
  readInvitations,
  textsOf,
} from "../exchange/kept-invitations.js";
import type { KeptInvitation } from "../exchange/kept-invitations.js";
import { lookAtInvitations } from "../exchange/look-at-invitations.js";
import type { SeenInvitation } from "../exchange/look-at-invitations.js";
import { connect } from "../exchange/server.js";
import { shortId } from "../exchange/state-files.js";
import { writeJson, writeLine } from "../io/output.js";
import type { Session } from "../program/session.js";
import { say, warn } from "../terminal/notices.js";

interface Options {
  readonly watch?: boolean;
  readonly confirm?: boolean;
  readonly checked?: boolean;
  readonly withdraw?: boolean;
  readonly json?: boolean;
}

/** Pause between two looks. */
const WATCH_MS = 5000;

/** `pct invitations`: who was invited, is ready, was sent to, and has opened it. */
export async function invitations(
  session: Session,
  [operand]: readonly (string | undefined)[],
  options: Options,
): Promise<void> {
  refuseConflicts(options);
  const act = ACTIONS.find(([name]) => options[name] === true);
  if (act === undefined) {
    await list(operand, options, session);
    return;
  }
  const [name, run] = act;
  if (operand === undefined) {
    const texts = await textsOf(session);
    throw new UsageFailure(() => texts.operandMissing({ option: `--${name}` }));
  }
  await run(await findInvitation(await readInvitations(session), operand, session), session);
}

const ACTIONS = [
  ["confirm", confirm],
  ["checked", markChecked],
  ["withdraw", withdraw],
] as const;

function refuseConflicts(options: Options): void {
  const all = ["confirm", "checked", "withdraw", "watch", "json"] as const;
  const [one, other] = all.filter((name) => options[name] === true);
  if (one === undefined || other === undefined || one === "watch") return;
  throw new UsageFailure((t) => t.usage.conflict({ one: `--${one}`, other: `--${other}` }));
}

async function list(
  operand: string | undefined,
  { watch = false, json = false }: Options,
  session: Session,
): Promise<void> {
  let shown = new Map<string, string>();
  for (;;) {
    const all = await readInvitations(session);
    const chosen = operand === undefined ? all : [await findInvitation(all, operand, session)];
    const seen = await lookAtInvitations(chosen, all, session);
    if (!watch) {
      await show(seen, operand !== undefined, json, session);
      return;
    }
    shown = await showChanges(seen, shown, json, session);
    if (seen.every(({ state }) => isFinalState(state))) return;
    await sleep(WATCH_MS, undefined, { signal: session.signal }).catch(() => {
      session.signal.throwIfAborted();
    });
  }
}

async function show(
  seen: readonly SeenInvitation[],
  isOne: boolean,
  json: boolean,
  session: Session,
): Promise<void> {
  if (json) {
    const described = await Promise.all(seen.map(describe));
    await writeJson(isOne ? described[0] : described);
  } else {
    const texts = await textsOf(session);
    const width = Math.max(0, ...seen.map(({ state }) => texts.states[state].length));
    for (const each of seen) await writeLine(await lineFor(each, width, session));
    if (seen.length === 0) say(texts.none);
  }
  await warnOf(seen, session);
}

/** Writes those that are new or have changed; returns what is shown of all. */
async function showChanges(
  seen: readonly SeenInvitation[],
  shown: ReadonlyMap<string, string>,
  json: boolean,
  session: Session,
): Promise<Map<string, string>> {
  const now = new Map<string, string>();
  const changed: SeenInvitation[] = [];
  for (const each of seen) {
    const line = json
      ? escapeJson(JSON.stringify(await describe(each)))
      : await lineFor(each, 0, session);
    now.set(each.kept.id, line);
    if (shown.get(each.kept.id) === line) continue;
    changed.push(each);
    await writeLine(line);
  }
  await warnOf(changed, session);
  return now;
}

async function warnOf(seen: readonly SeenInvitation[], session: Session): Promise<void> {
  const texts = await textsOf(session);
  for (const { kept, state } of seen) {
    const { name } = kept;
    if (state === "unusable") warn(texts.warnUnusable({ id: shortId(kept), name }));
    if (state === "forged") warn(texts.warnForged({ name }));
    if (state === "altered") warn(texts.warnAltered({ name }));
  }
}

async function lineFor(
  { kept, state }: SeenInvitation,
  width: number,
  session: Session,
): Promise<string> {
  const { language, t } = session;
  const texts = await textsOf(session);
  const { name, mail, answer, confirmed, sent } = kept;
  const time = sent?.openedAt ?? sent?.sentAt ?? answer?.readAt ?? kept.createdAt;
  const isOtherName = answer?.name !== undefined && answer.name !== null && answer.name !== name;
  const columns = [
    shortId(kept),
    texts.states[state].padEnd(width),
    t.delivery.on(dateTime(language, Date.parse(time))),
    mail === "" || mail === name ? name : `${name} <${mail}>`,
    kept.for ?? "",
    isOtherName ? texts.answeredAs({ name: answer.name }) : "",
    state === "ready" && answer !== null
      ? confirmed === null
        ? texts.words({
            words: (await safetyWordsOf(requestIdBytes(answer.id), language)).join(" "),
          })
        : texts.confirmed
      : "",
  ];
  const [id, shownState, ...others] = columns;
  const line = [id, shownState, ...others.filter((column) => column !== "")].join("  ");
  return escapeForTerminal(line.trimEnd());
}

async function describe({ kept, state }: SeenInvitation): Promise<object> {
  const { id, name, mail, user, server, createdAt, expiresAt, answer, confirmed, sent } = kept;
  const bytes = answer === null ? null : requestIdBytes(answer.id);
  const [es, en] =
    bytes === null
      ? [null, null]
      : await Promise.all([safetyWordsOf(bytes, "es"), safetyWordsOf(bytes, "en")]);
  return {
    ...{ id, state, name, mail, user, label: kept.for, server, link: invitationLink(kept) },
    ...{ createdAt, expiresAt, answeredAs: answer?.name ?? null, readAt: answer?.readAt ?? null },
    ...{ safetyWords: bytes === null ? null : { es, en }, confirmed },
    ...{ sentAt: sent?.sentAt ?? null, openedAt: sent?.openedAt ?? null },
  };
}

/** The invitation with its answer, which is needed to compare the words. */
async function answered(kept: KeptInvitation, session: Session): Promise<KeptInvitation> {
  const all = await readInvitations(session);
  const [seen] = await lookAtInvitations([kept], all, session);
  if (seen !== undefined && seen.kept.answer !== null && seen.kept.ended === null) return seen.kept;
  const texts = await textsOf(session);
  const { name } = kept;
  const state = texts.states[seen?.state ?? "invited"];
  throw new Failure(() => texts.notReady({ name, state }));
}

async function confirm(kept: KeptInvitation, session: Session): Promise<void> {
  const invitation = await answered(kept, session);
  const texts = await textsOf(session);
  const isConfirmed = await askForWords(invitation, session);
  if (isConfirmed === null) throw new Failure(() => texts.cannotAskWords());
  if (!isConfirmed) throw new Failure(() => texts.notConfirmed());
  await changeOrFail(invitation, { ...invitation, confirmed: "words" }, session);
}

async function markChecked(kept: KeptInvitation, session: Session): Promise<void> {
  const invitation = await answered(kept, session);
  const texts = await textsOf(session);
  await changeOrFail(invitation, { ...invitation, confirmed: "otherwise" }, session);
  say(texts.wordsMatch({ name: kept.name }));
}

async function withdraw(kept: KeptInvitation, session: Session): Promise<void> {
  const texts = await textsOf(session);
  const { server, claimToken, name } = kept;
  const { signal } = session;
  try {
    const work = withdrawInvitation(kept, { relay: connect(server), claimToken, signal });
    const ended = await withContext({ server }, work);
    await changeOrFail(kept, ended, session);
  } catch (error) {
    if (!isDeliveryError(error) || error.code !== "already-received") throw error;
    throw new Failure(() => texts.tooLate({ name }), { cause: error });
  }
  say(texts.withdrawn({ name }));
}
