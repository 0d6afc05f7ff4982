import { isDeliveryError } from "@pct/delivery/errors";
import { escapeForTerminal } from "@pct/delivery/safe-text";
import { requestStatus } from "@pct/exchange/request-status";
import type { RequestStatus } from "@pct/exchange/request-status";
import { dateTime } from "@pct/messages/date-time";

import { withContext } from "../errors/context.js";
import { Failure, UsageFailure } from "../errors/failure.js";
import { checkHandover } from "../exchange/hand-over.js";
import type { HandoverOptions } from "../exchange/hand-over.js";
import {
  findRequest,
  forgetRequest,
  linkOf,
  readRequests,
  requestFile,
} from "../exchange/pending-requests.js";
import type { PendingRequest } from "../exchange/pending-requests.js";
import { receiveAnswer } from "../exchange/receive-answer.js";
import { connect, serverOption } from "../exchange/server.js";
import { isOver, shortId } from "../exchange/state-files.js";
import { writeJson, writeLine } from "../io/output.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";

/** Limit for the bytes of an answer with `--no-wait`. */
const NO_WAIT_TRANSFER_MS = 20_000;

/** States in which the key may still decrypt an answer, whatever the clock says. */
const STILL_NEEDED: readonly RequestStatus[] = ["open", "delivered", "unreachable", "altered"];

interface ReceiveOptions extends HandoverOptions {
  readonly list?: boolean;
  readonly cancel?: boolean;
  readonly wait: boolean;
}

/** `pct receive`: resumes, lists or cancels requests made by `pct request`. */
export async function receive(
  session: Session,
  [operand]: readonly (string | undefined)[],
  options: ReceiveOptions,
): Promise<void> {
  refuseConflicts(operand, options);
  const requests = await readRequests(session);
  if (options.list === true) await list(requests, options, session);
  else if (options.cancel === true) await cancel(onlyOne(requests, operand), session);
  else await resumeRequest(requests, operand, options, session);
}

function refuseConflicts(operand: string | undefined, options: ReceiveOptions): void {
  const { list = false, cancel = false, json = false, copy = false, wait, output } = options;
  const conflicts: [boolean, string, string][] = [
    [list && cancel, "--list", "--cancel"],
    [list && operand !== undefined, "--list", "request"],
    [list && output !== undefined, "--list", "--output"],
    [list && copy, "--list", "--copy"],
    [list && !wait, "--list", "--no-wait"],
    [cancel && json, "--cancel", "--json"],
    [cancel && output !== undefined, "--cancel", "--output"],
    [cancel && copy, "--cancel", "--copy"],
    [cancel && !wait, "--cancel", "--no-wait"],
    [json && output !== undefined, "--json", "--output"],
  ];
  for (const [conflict, one, other] of conflicts) {
    if (conflict) throw new UsageFailure((t) => t.usage.conflict({ one, other }));
  }
}

async function resumeRequest(
  requests: readonly PendingRequest[],
  operand: string | undefined,
  given: ReceiveOptions,
  session: Session,
): Promise<void> {
  const { t } = session;
  const options = await checkHandover(given, requests.map(requestFile));
  const request = operand === undefined ? requests[0] : findRequest(requests, operand);
  if (request === undefined) throw nonePending();
  say(t.delivery.resumed({ id: shortId(request), label: request.for ?? t.delivery.noLabel }));
  if (operand === undefined && requests.length > 1) {
    say(t.delivery.others({ count: requests.length - 1 }));
  }
  const limit = options.wait ? {} : { transferTimeoutMs: NO_WAIT_TRANSFER_MS };
  const relay = connect(request.server, limit);
  await receiveAnswer(request, relay, { ...options, reached: false }, session);
}

function nonePending(): Failure {
  return new Failure((t) => {
    const option = serverOption(null, t);
    return t.delivery.nonePending({ option });
  });
}

/** Requires an ID where there are several requests: cancelling can't be undone. */
function onlyOne(requests: readonly PendingRequest[], operand: string | undefined): PendingRequest {
  if (operand !== undefined) return findRequest(requests, operand);
  const [request, ...others] = requests;
  if (request === undefined) throw nonePending();
  if (others.length > 0) throw new Failure((t) => t.delivery.whichOne());
  return request;
}

async function cancel(request: PendingRequest, { t, signal }: Session): Promise<void> {
  const { id, server, claimToken } = request;
  try {
    await withContext({ server }, connect(server).cancel(id, claimToken, { signal }));
  } catch (error) {
    // Nothing is left to cancel but the key here: the answer was collected, or its time is over.
    const isCollected = isDeliveryError(error) && error.code === "already-received";
    if (!isCollected && !(error instanceof Failure && isOver(request))) throw error;
  }
  await forgetRequest(request);
  say(t.delivery.cancelled);
}

async function list(
  requests: readonly PendingRequest[],
  { json = false }: ReceiveOptions,
  session: Session,
): Promise<void> {
  const { t } = session;
  const found = await Promise.all(
    requests.map(async (request) => ({ request, state: await statusOf(request, session) })),
  );
  if (json) {
    await writeJson(
      found.map(({ request, state }) => {
        const { id, server, createdAt, expiresAt } = request;
        return {
          id,
          state,
          label: request.for,
          server,
          link: linkOf(request),
          createdAt,
          expiresAt,
        };
      }),
    );
  } else {
    const width = Math.max(...found.map(({ state }) => t.delivery.states[state].length));
    for (const { request, state } of found) {
      const { date, time } = dateTime(session.language, Date.parse(request.expiresAt));
      const columns = [
        shortId(request),
        t.delivery.states[state].padEnd(width),
        `${date}, ${time}`,
        request.for ?? "",
      ];
      await writeLine(escapeForTerminal(columns.join("  ").trimEnd()));
    }
    if (found.length === 0) say(t.delivery.nonePending({ option: "" }).what);
  }
  for (const { request, state } of found) {
    if (!STILL_NEEDED.includes(state) && isOver(request)) await forgetRequest(request);
  }
}

/** Asks the relay once per request: a list should not wait. */
function statusOf(request: PendingRequest, { signal }: Session): Promise<RequestStatus> {
  const relay = connect(request.server, { attempts: 1 });
  return requestStatus(relay, request, { signal });
}
