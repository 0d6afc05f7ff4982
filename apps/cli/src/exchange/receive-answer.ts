import { Readable } from "node:stream";

import { isPctError } from "@pct/core/errors";
import { importPrivateKey } from "@pct/core/keys";
import { isDeliveryError } from "@pct/delivery/errors";
import type { RelayClient } from "@pct/delivery/relay-client";
import { RELAY_LIMITS } from "@pct/delivery/wire";
import { readAnswer } from "@pct/exchange/read-answer";
import type { Catalog, Problem } from "@pct/messages";

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
 * From an answer at the server to one that its reader has: waits, opens it, hands it over, and only
 * then has it erased. Whatever goes wrong on the way, the request stands and can be gone on with.
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
    // Whoever called pct receive knows how to go on.
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
  if (problem !== null) warn(sentenceFor(problem, t).what);
  say(t.delivery.arrived);
  if (isForAnotherRequest) warn(t.delivery.otherRequest);
  return { bytes, document };
}

async function decrypt(
  file: Uint8Array,
  request: PendingRequest,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // The age format takes three times as long to load as everything else together.
  const { decryptFile } = await import("@pct/core/node");
  const identities = [await importPrivateKey(request.privateKey)];
  // What is opened is no longer than what came.
  const sink = new MemorySink(RELAY_LIMITS.delivery.maximum, new RangeError("longer than it was"));
  try {
    await decryptFile(Readable.from([file]), sink, { identities, signal });
  } catch (error) {
    if (!isPctError(error)) throw error;
    const id = shortId(request);
    const describe = (t: Catalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.answerUseless({ id }),
    });
    throw new Failure(describe, { cause: error });
  }
  return sink.bytes;
}

/** The answer has been handed over: that it lies at the server, too, is no failure, but must be known. */
async function erase(request: PendingRequest, relay: RelayClient, session: Session): Promise<void> {
  const { t, signal } = session;
  try {
    await relay.acknowledge(request.id, request.claimToken, { signal });
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
    // Its time was over meanwhile, so it is erased as well.
    if (error.code !== "request-unknown") {
      warn(t.delivery.notErased({ id: shortId(request) }));
      return;
    }
  }
  await forgetRequest(request);
  say(t.delivery.erased);
}

/** A first password, which its reader is to replace. */
function opensConsole({ document }: Content): boolean {
  const { provider = "other", password = "" } = document ?? {};
  return provider !== "other" && password !== "";
}
