import { safetyWordsOf } from "@pct/core/fingerprint";
import { exportPrivateKey, generateKeyPair } from "@pct/core/keys";
import type { KeyPair } from "@pct/core/keys";
import type { RelayClient } from "@pct/delivery/relay-client";
import { requestIdBytes } from "@pct/delivery/request-id";
import { RELAY_LIMITS } from "@pct/delivery/wire";
import { draftRequest } from "@pct/exchange/new-request";
import { dateTime } from "@pct/messages/date-time";

import { withContext } from "../errors/context.js";
import { UsageFailure } from "../errors/failure.js";
import { checkHandover } from "../exchange/hand-over.js";
import type { HandoverOptions } from "../exchange/hand-over.js";
import { forgetRequest, keepRequest, linkOf } from "../exchange/pending-requests.js";
import type { PendingRequest } from "../exchange/pending-requests.js";
import { receiveAnswer } from "../exchange/receive-answer.js";
import { chooseServer, connect } from "../exchange/server.js";
import { shortId } from "../exchange/state-files.js";
import { writeJson, writeLine } from "../io/output.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { say, sayText, tell } from "../terminal/notices.js";
import { showWaiting } from "../terminal/progress.js";

interface RequestOptions extends HandoverOptions {
  readonly label?: string;
  readonly from?: string;
  readonly expires?: string;
  readonly server?: string;
  readonly qr?: boolean;
  readonly wait: boolean;
}

/** Key size. The key is used once, but an attacker may keep a recorded answer for decades. */
const BITS = 4096;

/** Seconds per unit of `--expires`. */
const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `pct request`: makes a link through which a sender answers, and waits for the answer. */
export async function request(
  session: Session,
  _operands: readonly (string | undefined)[],
  given: RequestOptions,
): Promise<void> {
  const server = chooseServer(given.server);
  const expiresIn = secondsOf(given.expires);
  if (!given.wait && given.output !== undefined) {
    throw new UsageFailure((t) => t.usage.conflict({ one: "--no-wait", other: "--output" }));
  }
  const options = await checkHandover(given);
  const relay = connect(server);
  const made = await makeRequest(server, relay, expiresIn, options, session);
  await announce(made, options, session);
  if (options.wait) {
    await receiveAnswer(made, relay, { ...options, reached: true }, session);
  } else {
    say(session.t.delivery.kept({ id: shortId(made) }));
  }
}

function secondsOf(text: string | undefined): number {
  const { minimum, maximum, default: usual } = RELAY_LIMITS.expiresIn;
  if (text === undefined) return usual;
  const [, number = "", unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const seconds = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (seconds >= minimum && seconds <= maximum) return seconds;
  throw new UsageFailure((t) => t.delivery.expiresInvalid());
}

/** Creates a request. Stores its private key first, so that no link exists without its key. */
async function makeRequest(
  server: string,
  relay: RelayClient,
  expiresIn: number,
  options: RequestOptions,
  session: Session,
): Promise<PendingRequest> {
  const { publicKey, privateKey } = await newKeyPair(session);
  const { id, nonce, claimToken } = await draftRequest({
    keyType: "rsa",
    publicKey: publicKey.spki,
  });
  const now = Date.now();
  const pending: PendingRequest = {
    id,
    server,
    for: options.label ?? null,
    from: options.from ?? null,
    claimToken,
    privateKey: await exportPrivateKey(privateKey),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + expiresIn * 1000).toISOString(),
  };
  await keepRequest(pending);
  try {
    const request = { publicKey: publicKey.spki, nonce, claimToken, expiresIn };
    const { signal } = session;
    const { expiresAt } = await withContext({ server }, relay.create(request, { signal }));
    // The key stays for the time that was asked for, even if the relay names an earlier end.
    const isEarlier = Date.parse(expiresAt) < Date.parse(pending.expiresAt);
    const made = isEarlier ? pending : { ...pending, expiresAt };
    await keepRequest(made);
    return made;
  } catch (error) {
    // The link was not shown, so no answer can come.
    await forgetRequest(pending);
    throw error;
  }
}

async function newKeyPair({ t, signal }: Session): Promise<KeyPair> {
  const waiting = showWaiting(t.progress.generating({ bits: BITS }));
  try {
    return await untilAbortedInThread(generateKeyPair({ bits: BITS }), signal);
  } finally {
    waiting.stop();
  }
}

async function announce(
  made: PendingRequest,
  { json, qr }: RequestOptions,
  session: Session,
): Promise<void> {
  const { t, language } = session;
  const { id, server, expiresAt } = made;
  const link = linkOf(made);
  const bytes = requestIdBytes(id);
  if (json === true) {
    const [es, en] = await Promise.all([safetyWordsOf(bytes, "es"), safetyWordsOf(bytes, "en")]);
    await writeJson({ id, link, server, expiresAt, safetyWords: { es, en } });
  } else {
    say(t.delivery.giveLink);
    await writeLine(link);
    tell(t.delivery.sixWords({ words: (await safetyWordsOf(bytes, language)).join(" ") }));
    tell(t.delivery.wordsForRecipient);
    tell(t.delivery.expires(dateTime(language, Date.parse(expiresAt))));
  }
  if (qr === true) {
    const { terminalQr } = await import("../terminal/qr.js");
    sayText(terminalQr(link));
  }
}
