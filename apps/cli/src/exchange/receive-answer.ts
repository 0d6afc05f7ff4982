import { isPctError } from "@pct/core/errors";
import { receiptIn } from "@pct/delivery/credential";
import { isDeliveryError } from "@pct/delivery/errors";
import type { RelayClient } from "@pct/delivery/relay-client";
import { RELAY_LIMITS } from "@pct/delivery/wire";
import { readAnswer } from "@pct/exchange/read-answer";
import type { FullCatalog, Problem } from "@pct/messages";

import { BrokenPipe, Failure, sentenceFor } from "../errors/failure.js";
import { MemorySink } from "../io/sinks.js";
import { Interruption } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { flushNotices, say, warn } from "../terminal/notices.js";
import { awaitAnswer } from "./await-answer.js";
import type { AwaitOptions } from "./await-answer.js";
import { handOver, without } from "./hand-over.js";
import type { Content, HandoverOptions } from "./hand-over.js";
import { forgetRequest, isKept } from "./pending-requests.js";
import type { PendingRequest } from "./pending-requests.js";
import { serverOption } from "./server.js";
import { shortId } from "./state-files.js";

/**
 * Waits for an answer, decrypts it, hands it over, and only then erases it at the relay. After any
 * failure the request is kept, and `pct receive` resumes it.
 */
export async function receiveAnswer(
  request: PendingRequest,
  relay: RelayClient,
  options: HandoverOptions & AwaitOptions,
  session: Session,
): Promise<void> {
  const { t } = session;
  try {
    const file = await awaitAnswer(request, relay, session, options);
    const { content, receipt } = await open(file, request, session);
    const isAll = await handOver(content, request.id, options, session);
    if (!isAll) {
      say(t.delivery.filesRemain({ id: shortId(request) }));
      return;
    }
    await erase(request, relay, { answer: file, receipt }, session);
    if (opensConsole(content)) say(t.delivery.next);
  } catch (error) {
    // A user of `pct receive` knows how to resume.
    const isNews = options.reached || error instanceof Interruption;
    if (isNews && !(error instanceof BrokenPipe) && (await isKept(request))) {
      say(t.delivery.kept({ id: shortId(request) }));
      await flushNotices();
    }
    throw error;
  }
}

interface Opened {
  readonly content: Content;
  /** For the sender, once the content is saved. */
  readonly receipt: string | null;
}

async function open(file: Uint8Array, request: PendingRequest, session: Session): Promise<Opened> {
  const { t, signal } = session;
  const bytes = await decrypt(file, request, signal);
  const { document, problem, isForAnotherRequest } = readAnswer(bytes, request.id);
  if (problem !== null) warn(sentenceFor(problem, await session.loadFullCatalog()).what);
  say(t.delivery.arrived);
  if (isForAnotherRequest) warn(t.delivery.otherRequest);
  if (document === null) return { content: { bytes, document }, receipt: null };
  // The receipt says nothing to the recipient.
  const content = { bytes, document: without(document, "receipt") };
  return { content, receipt: receiptIn(document) };
}

async function decrypt(
  file: Uint8Array,
  request: PendingRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // Lazy: the age format takes three times as long to load as everything else together.
  const { decryptFile } = await import("@pct/core/node");
  const identities = [request.privateKey];
  // Plaintext is shorter than its ciphertext.
  const sink = new MemorySink(RELAY_LIMITS.delivery.maximum, new RangeError("longer than it was"));
  try {
    await decryptFile(file, sink.write, { identities, signal });
  } catch (error) {
    if (!isPctError(error)) throw error;
    const id = shortId(request);
    const describe = (t: FullCatalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.answerUseless({ id, option: serverOption(request.server, t) }),
    });
    throw new Failure(describe, { cause: error });
  }
  return sink.bytes;
}

/** Codes that say that the relay has nothing left to erase. */
const ERASED: readonly string[] = ["request-unknown", "request-cancelled", "request-expired"];

/** Codes that say that the sender took back what was opened: it may not be valid any more. */
const WITHDRAWN: readonly string[] = ["not-delivered", "delivery-changed"];

/**
 * Erases the answer at the relay, and tells the sender by the receipt that it was opened. The user has it
 * already, so a failure is only a warning.
 */
async function erase(
  request: PendingRequest,
  relay: RelayClient,
  saved: { readonly answer: Uint8Array; readonly receipt: string | null },
  session: Session,
): Promise<void> {
  const { t, signal } = session;
  try {
    await relay.acknowledge(request.id, request.claimToken, { ...saved, signal });
  } catch (error) {
    if (!isDeliveryError(error) || WITHDRAWN.includes(error.code)) throw error;
    // The request is over, and the relay erased it.
    if (!ERASED.includes(error.code)) {
      warn(t.delivery.notErased({ id: shortId(request) }));
      return;
    }
  }
  await forgetRequest(request);
  say(t.delivery.erased);
}

/** Whether the answer is a first password of a console, to be changed after signing in. */
function opensConsole({ document }: Content): boolean {
  const { provider = "other", password = "" } = document ?? {};
  return provider !== "other" && password !== "";
}
