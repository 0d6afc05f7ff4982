import { isPctError } from "@pct/core/errors";
import { importPrivateKey } from "@pct/core/keys";
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
import { handOver } from "./hand-over.js";
import type { Content, HandoverOptions } from "./hand-over.js";
import { forgetRequest, isKept, shortId } from "./pending-requests.js";
import type { PendingRequest } from "./pending-requests.js";

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
    const content = await open(file, request, session);
    const isAll = await handOver(content, request.id, options, session);
    if (!isAll) {
      say(t.delivery.filesRemain({ id: shortId(request) }));
      return;
    }
    await erase(request, relay, session);
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

async function open(file: Uint8Array, request: PendingRequest, session: Session): Promise<Content> {
  const { t, signal } = session;
  const bytes = await decrypt(file, request, signal);
  const { document, problem, isForAnotherRequest } = readAnswer(bytes, request.id);
  if (problem !== null) warn(sentenceFor(problem, await session.loadFullCatalog()).what);
  say(t.delivery.arrived);
  if (isForAnotherRequest) warn(t.delivery.otherRequest);
  return { bytes, document };
}

async function decrypt(
  file: Uint8Array,
  request: PendingRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // Lazy: the age format takes three times as long to load as everything else together.
  const { decryptFile } = await import("@pct/core/node");
  const identities = [await importPrivateKey(request.privateKey)];
  // Plaintext is shorter than its ciphertext.
  const sink = new MemorySink(RELAY_LIMITS.delivery.maximum, new RangeError("longer than it was"));
  try {
    await decryptFile(file, sink, { identities, signal });
  } catch (error) {
    if (!isPctError(error)) throw error;
    const id = shortId(request);
    const describe = (t: FullCatalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.answerUseless({ id }),
    });
    throw new Failure(describe, { cause: error });
  }
  return sink.bytes;
}

/** Codes that say that the relay has nothing left to erase. */
const ERASED: readonly string[] = ["request-unknown", "request-cancelled", "request-expired"];

/** Erases the answer at the relay. The user has it already, so a failure is only a warning. */
async function erase(request: PendingRequest, relay: RelayClient, session: Session): Promise<void> {
  const { t, signal } = session;
  try {
    await relay.acknowledge(request.id, request.claimToken, { signal });
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
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
