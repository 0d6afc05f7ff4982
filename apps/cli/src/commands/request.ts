import { safetyWordsOf } from "@pct/core/fingerprint";
import type { RelayClient } from "@pct/delivery/relay-client";
import { requestIdBytes } from "@pct/delivery/request-id";
import { RELAY_LIMITS } from "@pct/delivery/wire";
import { draftRequest, REQUEST_KEY_TYPE } from "@pct/exchange/new-request";
import type { Language } from "@pct/messages";
import { dateTime } from "@pct/messages/date-time";

import { withContext } from "../errors/context.js";
import { UsageFailure } from "../errors/failure.js";
import { checkHandover } from "../exchange/hand-over.js";
import type { HandoverOptions } from "../exchange/hand-over.js";
import { newKey } from "../exchange/new-key.js";
import type { NewKey } from "../exchange/new-key.js";
import { forgetRequest, keepRequest, linkOf } from "../exchange/pending-requests.js";
import type { PendingRequest } from "../exchange/pending-requests.js";
import { chooseServer, connect } from "../exchange/server.js";
import { shortId } from "../exchange/state-files.js";
import { writeJson, writeLine } from "../io/output.js";
import { secondsOf } from "../program/duration.js";
import type { Session } from "../program/session.js";
import { say, sayText, tell } from "../terminal/notices.js";

interface RequestOptions extends HandoverOptions {
  readonly label?: string;
  readonly from?: string;
  readonly expires?: string;
  readonly server?: string;
  readonly qr?: boolean;
  readonly rsa?: boolean;
  /** ID of the invitation that the request answers. */
  readonly invitation?: string;
  readonly wait: boolean;
}

/** `pct request`: makes a link through which a sender answers, and waits for the answer. */
export async function request(
  session: Session,
  [operand]: readonly (string | undefined)[],
  given: RequestOptions,
): Promise<void> {
  if (operand !== undefined) {
    await answerInvitation(operand, given, session);
    return;
  }
  const server = chooseServer(given.server);
  const expiresIn =
    given.expires === undefined ? RELAY_LIMITS.expiresIn.default : secondsOf(given.expires);
  if (!given.wait && given.output !== undefined) {
    throw new UsageFailure((t) => t.usage.conflict({ one: "--no-wait", other: "--output" }));
  }
  const options = await checkHandover(given);
  const relay = connect(server);
  const key = await newKey(options.rsa === true ? "rsa" : REQUEST_KEY_TYPE, session);
  const request = await makeRequest(key, server, relay, expiresIn, options, session);
  await announce(request, options, session);
  await receiveLater(request.made, relay, options, session);
}

async function receiveLater(
  made: PendingRequest,
  relay: RelayClient,
  options: RequestOptions,
  session: Session,
): Promise<void> {
  if (options.wait) {
    const { receiveAnswer } = await import("../exchange/receive-answer.js");
    await receiveAnswer(made, relay, { ...options, reached: true }, session);
  } else {
    say(session.t.delivery.kept({ id: shortId(made) }));
  }
}

/** Seconds that the request of an invited person is open: the sender calls before sending. */
const INVITED_EXPIRY = 7 * 86_400;

/** `pct request INVITATION`: makes a request whose link goes, encrypted, to the person who invites. */
async function answerInvitation(
  operand: string,
  given: RequestOptions,
  session: Session,
): Promise<void> {
  if (given.server !== undefined) {
    const other = session.t.usage.values.link;
    throw new UsageFailure((t) => t.usage.conflict({ one: "--server", other }));
  }
  if (given.qr === true) {
    const other = session.t.usage.values.link;
    throw new UsageFailure((t) => t.usage.conflict({ one: "--qr", other }));
  }
  const expiresIn = given.expires === undefined ? INVITED_EXPIRY : secondsOf(given.expires);
  const handover = await checkHandover(given);
  const { deliverOwnLink, openInvitationLink } = await import("../exchange/answer-invitation.js");
  const { loadInvitationTexts } = await import("@pct/messages");
  const texts = await loadInvitationTexts(session.language);
  const invitation = await openInvitationLink(operand, session);
  const { link, relay, earlier } = invitation;
  if (earlier !== null) {
    say(texts.answeredHere);
    await deliverOwnLink(invitation, earlier, session);
    await receiveLater(earlier, relay, handover, session);
    return;
  }
  const label = given.label ?? link.for;
  const from = given.from ?? link.to;
  const options = {
    ...handover,
    ...{ ...(label === null ? {} : { label }), ...(from === null ? {} : { from }) },
    invitation: link.id,
  };
  const key = await newKey(given.rsa === true ? "rsa" : REQUEST_KEY_TYPE, session);
  const { origin } = link;
  const request = await makeRequest(key, origin, relay, expiresIn, options, session);
  const { made } = request;
  await deliverOwnLink(invitation, made, session);
  say(texts.answered);
  await announce(request, options, session);
  await receiveLater(made, relay, options, session);
}

/** The safety words in the languages that are shown. */
type Words = Partial<Record<Language, readonly string[]>>;

interface MadeRequest {
  readonly made: PendingRequest;
  /** When the relay ends the request, ISO 8601; the key may stay longer. */
  readonly until: string;
  readonly words: Promise<Words>;
}

/** Creates a request. Stores its private key first, so that no link exists without its key. */
async function makeRequest(
  { keyType, publicKey, privateKey }: NewKey,
  server: string,
  relay: RelayClient,
  expiresIn: number,
  options: RequestOptions,
  session: Session,
): Promise<MadeRequest> {
  const { id, nonce, claimToken } = await draftRequest({ keyType, publicKey });
  // Stretched in another thread while the relay is asked: that takes about as long as Node's HTTP client.
  const words = wordsOf(id, options.json === true ? ["es", "en"] : [session.language]);
  const now = Date.now();
  const pending: PendingRequest = {
    id,
    server,
    for: options.label ?? null,
    from: options.from ?? null,
    ...(options.invitation === undefined ? {} : { invitation: options.invitation }),
    claimToken,
    privateKey,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + expiresIn * 1000).toISOString(),
  };
  // From here on, an interruption must not leave the file.
  const { signal } = session;
  await keepRequest(pending);
  try {
    const request = { keyType, publicKey, nonce, claimToken, expiresIn };
    const { expiresAt } = await withContext({ server }, relay.create(request, { signal }));
    // The key stays for the time that was asked for, even if the relay names an earlier end.
    const isEarlier = Date.parse(expiresAt) < Date.parse(pending.expiresAt);
    const made = isEarlier ? pending : { ...pending, expiresAt };
    await keepRequest(made);
    return { made, until: expiresAt, words };
  } catch (error) {
    // The link was not shown, so no answer can come.
    await forgetRequest(pending);
    throw error;
  }
}

async function wordsOf(id: string, languages: readonly Language[]): Promise<Words> {
  const bytes = requestIdBytes(id);
  const lists = languages.map(async (language) => {
    return [language, await safetyWordsOf(bytes, language)] as const;
  });
  return Object.fromEntries(await Promise.all(lists));
}

async function announce(
  { made, until, words }: MadeRequest,
  { json, qr, invitation }: RequestOptions,
  session: Session,
): Promise<void> {
  const { t, language } = session;
  const { id, server } = made;
  const link = linkOf(made);
  if (json === true) {
    await writeJson({ id, link, server, expiresAt: until, safetyWords: await words });
  } else {
    // The link of an invited person is on its way already.
    if (invitation === undefined) {
      say(t.delivery.giveLink);
      await writeLine(link);
    }
    tell(t.delivery.sixWords({ words: (await words)[language]?.join(" ") ?? "" }));
    tell(t.delivery.wordsForRecipient);
    tell(t.delivery.expires(dateTime(language, Date.parse(until))));
  }
  if (qr === true) {
    const { terminalQr } = await import("../terminal/qr.js");
    sayText(terminalQr(link));
  }
}
