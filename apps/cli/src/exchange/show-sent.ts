import { escapeForTerminal } from "@pct/delivery/safe-text";
import { sentStatus } from "@pct/exchange/sent-answer";
import type { SentStatus } from "@pct/exchange/sent-answer";
import { dateTime } from "@pct/messages/date-time";

import { writeJson, writeLine } from "../io/output.js";
import type { Session } from "../program/session.js";
import { say, warn } from "../terminal/notices.js";
import { linkOf } from "./pending-requests.js";
import { findSent, readSent } from "./sent-answers.js";
import type { SentAnswer } from "./sent-answers.js";
import { connect } from "./server.js";
import { shortId } from "./state-files.js";

/** Shows how one sent answer stands, or all of them: one line each. */
export async function showSent(
  operand: string | undefined,
  json: boolean,
  session: Session,
): Promise<void> {
  const { t } = session;
  const all = await readSent(session);
  const chosen = operand === undefined ? all : [findSent(all, operand)];
  const found = await Promise.all(
    chosen.map(async (sent) => ({ sent, status: await statusOf(sent, session) })),
  );
  if (json) {
    const described = found.map(({ sent, status }) => describe(sent, status));
    await writeJson(operand === undefined ? described : described[0]);
  } else {
    for (const { sent, status } of found) await writeLine(lineFor(sent, status, session));
    if (found.length === 0) say(t.delivery.noneSent);
  }
  for (const { sent, status } of found) {
    if (status.opening === "forged") warn(t.delivery.receiptForged({ id: shortId(sent) }));
  }
}

/** Asks the relay once for each answer: a list should not wait. */
function statusOf(sent: SentAnswer, { signal }: Session): Promise<SentStatus> {
  return sentStatus(connect(sent.server, { attempts: 1 }), sent, { signal });
}

function describe(sent: SentAnswer, { status, opening, receivedAt }: SentStatus): object {
  return {
    id: sent.id,
    state: status,
    opening,
    receivedAt: receivedAt === null ? null : new Date(receivedAt).toISOString(),
    label: sent.for,
    server: sent.server,
    link: linkOf(sent),
    sentAt: sent.sentAt,
    expiresAt: sent.expiresAt,
  };
}

function lineFor(sent: SentAnswer, status: SentStatus, { t, language }: Session): string {
  const { sentStates, states } = t.delivery;
  const state =
    status.opening !== null
      ? sentStates[status.opening]
      : status.status === "open" || status.status === "delivered"
        ? sentStates[status.status]
        : states[status.status];
  const time = status.receivedAt ?? Date.parse(sent.sentAt);
  const moment = dateTime(language, time);
  const when = status.receivedAt === null ? t.delivery.sentOn(moment) : t.delivery.on(moment);
  return escapeForTerminal([shortId(sent), state, when, sent.for ?? ""].join("  ").trimEnd());
}
