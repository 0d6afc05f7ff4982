import { safetyWordsOf } from "@pct/core/fingerprint";
import { DeliveryError, isDeliveryError } from "@pct/delivery/errors";
import type { AnyDeliveryError } from "@pct/delivery/errors";
import { parseRequestLink, requestAddress } from "@pct/delivery/link";
import type { RequestLink } from "@pct/delivery/link";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";
import { requestIdBytes } from "@pct/delivery/request-id";
import { AnswerDelivery } from "@pct/exchange/deliver-answer";
import { checkRequestKey } from "@pct/exchange/request-key";
import { classifyRelayError } from "@pct/exchange/request-status";
import { newSenderTokens } from "@pct/exchange/sent-answer";
import { dateTime } from "@pct/messages/date-time";

import { inContext, withContext } from "../errors/context.js";
import { Failure, sentenceFor, UsageFailure } from "../errors/failure.js";
import { loadEncryption, prepareAnswer } from "../exchange/prepare-answer.js";
import { forgetSent, keepSent } from "../exchange/sent-answers.js";
import type { SentAnswer } from "../exchange/sent-answers.js";
import { connect } from "../exchange/server.js";
import { shortId } from "../exchange/state-files.js";
import type { Session } from "../program/session.js";
import { say, warn, tell } from "../terminal/notices.js";
import { showWaiting } from "../terminal/progress.js";
import { askLine } from "../terminal/terminal.js";
import { refuseConflicts } from "./send-options.js";
import type { SendOptions } from "./send-options.js";

const YES = /^(?:y|yes|s|si|sí)$/i;
const NO = /^(?:n|no)$/i;

/** `pct send`: answers a request link with a credential or a file, and manages what was sent. */
export async function send(
  session: Session,
  [operand, file]: readonly (string | undefined)[],
  options: SendOptions,
): Promise<void> {
  refuseConflicts([operand, file], options);
  const { status = false, withdraw = false, json = false, invitation, batch } = options;
  if (batch !== undefined) {
    const { sendBatch } = await import("../exchange/send-batch.js");
    await sendBatch(batch, options, session);
    return;
  }
  if (invitation !== undefined) {
    const { sendInvited } = await import("../exchange/send-invited.js");
    await sendInvited(invitation, operand, options, session);
    return;
  }
  if (status) {
    const { showSent } = await import("../exchange/show-sent.js");
    await showSent(operand, json, session);
    return;
  }
  if (operand === undefined) throw linkMissing();
  if (withdraw) {
    const { withdrawSent } = await import("../exchange/withdraw-sent.js");
    await withdrawSent(operand, session);
    return;
  }
  await answer(parseRequestLink(operand), file, options, session);
}

function linkMissing(): UsageFailure {
  return new UsageFailure((t) => {
    return t.usage.operandMissing({ command: "pct send", operand: t.usage.values.link });
  });
}

async function answer(
  link: RequestLink,
  file: string | undefined,
  options: SendOptions,
  session: Session,
): Promise<void> {
  const { t } = session;
  showTakenOut(link, session);
  const relay = connect(link.origin);
  const request = await openRequest(link, relay, session);
  // Check the key before asking the sender for anything.
  await checkRequestKey(request);
  await introduce(link, request, session);
  await confirmWords(request, link, options, session);
  const { receipt, withdrawToken } = newSenderTokens();
  const prepared = await prepareAnswer(file, options, request, receipt, session);
  const sent: SentAnswer = {
    id: request.id,
    server: link.origin,
    for: link.for,
    from: link.from,
    withdrawToken,
    receipt: prepared.receipt,
    sentAt: new Date().toISOString(),
    expiresAt: request.expiresAt,
  };
  const isKept = await keepOrWarn(sent, session);
  try {
    await deliver(prepared.plaintext, request, relay, sent, options, session);
  } catch (error) {
    if (isKept && isNotDelivered(error)) await forgetSent(sent);
    throw error;
  }
  say(t.delivery.sent({ server: link.origin }));
  if (isKept) say(t.delivery.sentNext({ id: shortId(sent) }));
}

/** Stores the tokens before the delivery, so that none is at the relay without them. */
async function keepOrWarn(sent: SentAnswer, { t }: Session): Promise<boolean> {
  try {
    await keepSent(sent);
    return true;
  } catch {
    // The secret is still sent: it is what the person came for.
    warn(t.delivery.sentNotKept);
    return false;
  }
}

/** Codes after which this answer may be at the relay all the same. */
const UNCERTAIN: readonly string[] = ["delivery-uncertain", "relay-answer-invalid"];

function isNotDelivered(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  if (!isDeliveryError(cause)) return false;
  return !isTransient(cause) && !UNCERTAIN.includes(cause.code);
}

/** The sender saw the host of another service: shows where the answer goes before anything is fetched. */
function showTakenOut(link: RequestLink, { t }: Session): void {
  if (link.takenFrom === undefined) return;
  tell(t.delivery.linkTakenFrom({ host: link.takenFrom, address: requestAddress(link) }));
}

/** Fetches the request, verifies its key against the link, and requires it to be unanswered. */
async function openRequest(
  { id, origin }: RequestLink,
  relay: RelayClient,
  { signal }: Session,
): Promise<VerifiedRequest> {
  const request = await withContext({ server: origin }, relay.status(id, { signal }));
  switch (request.state) {
    case "open":
      return request;
    case "delivered":
      throw new DeliveryError("already-delivered");
    case "received":
      throw new DeliveryError("already-received");
  }
}

/** Shows what the sender should check before answering. The labels of a link are not verified. */
async function introduce(
  link: RequestLink,
  { id, expiresAt }: VerifiedRequest,
  session: Session,
): Promise<void> {
  const { t, language } = session;
  const words = (await safetyWordsOf(requestIdBytes(id), language)).join(" ");
  if (link.for !== null) tell(t.delivery.linkAsksFor({ label: link.for }));
  if (link.from !== null) tell(t.delivery.linkIsFrom({ name: link.from }));
  tell(t.delivery.server({ server: link.origin }));
  tell(t.delivery.expires(dateTime(language, Date.parse(expiresAt))));
  tell(t.delivery.sixWords({ words }));
  tell(t.delivery.wordsForSender);
}

async function confirmWords(
  { requireWords = false }: VerifiedRequest,
  { origin: server }: RequestLink,
  { yes = false }: SendOptions,
  { t, signal }: Session,
): Promise<void> {
  if (yes && requireWords) throw new Failure((t) => t.delivery.wordsRequired({ server }));
  if (yes) return;
  const answer = await askLine(t.delivery.confirm, signal);
  if (answer === null) {
    throw new Failure((t) => {
      return requireWords ? t.delivery.wordsRequired({ server }) : t.delivery.cannotConfirm();
    });
  }
  if (!YES.test(answer.trim())) throw new Failure((t) => t.delivery.notConfirmed());
}

/** Delivers the answer, and asks after each failed attempt whether to retry. */
async function deliver(
  plaintext: Uint8Array,
  request: VerifiedRequest,
  relay: RelayClient,
  { server: origin, withdrawToken }: SentAnswer,
  { yes = false }: SendOptions,
  session: Session,
): Promise<void> {
  const { t, signal } = session;
  const delivery = new AnswerDelivery<Uint8Array>({
    id: request.id,
    connect: () => relay,
    encrypt: async (draft) => (await loadEncryption()).encryptAnswer(draft, request),
    withdrawToken,
  });
  for (;;) {
    const waiting = showWaiting(t.delivery.sending);
    try {
      await delivery.deliver(plaintext, { signal });
      return;
    } catch (error) {
      waiting.stop();
      if (!isDeliveryError(error) || !isTransient(error)) {
        throw inContext({ server: origin }, error);
      }
      const what = `${origin}: ${sentenceFor(error, await session.loadFullCatalog()).what}`;
      if (yes || !(await wantsRetry(what, session))) {
        throw new Failure((t) => ({ what, hint: t.delivery.sendAgain }), { cause: error });
      }
    } finally {
      waiting.stop();
    }
  }
}

function isTransient({ code }: AnyDeliveryError): boolean {
  return classifyRelayError(code, { hasAnswered: false }) !== null;
}

async function wantsRetry(what: string, { t, signal }: Session): Promise<boolean> {
  warn(what);
  const answer = await askLine(t.delivery.tryAgain, signal);
  return answer !== null && !NO.test(answer.trim());
}
