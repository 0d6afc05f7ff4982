import { createHmac, randomBytes, randomInt } from "node:crypto";

import { causeOf } from "../log.js";
import type { RelayLog } from "../log.js";
import type { EventSink, RelayEvent } from "./events.js";

/**
 * Sends events to an address of the administrator, as Standard Webhooks describes
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */

export interface WebhookOptions {
  readonly url: string;
  /** Each signs every message, so that a receiver can change from one to the next. */
  readonly secrets: readonly Uint8Array[];
  readonly log: Pick<RelayLog, "webhookFails" | "webhookWorks" | "eventsLost">;
  /** Milliseconds until each further attempt. */
  readonly retryDelaysMs?: readonly number[];
  /** Milliseconds that an answer may take. */
  readonly timeoutMs?: number;
  /** Messages that wait, in all; later ones are given up. */
  readonly limit?: number;
}

export interface Webhook extends EventSink {
  /** Messages since the start, by their outcome, and those that wait. */
  readonly counts: { readonly delivered: number; readonly lost: number; readonly waiting: number };
}

interface Message {
  readonly id: string;
  readonly body: string;
  failures: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const RETRY_DELAYS_MS = [
  ...[SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 6 * HOUR],
];
/** Percent by which a delay may be longer, so that not all messages come back at once. */
const MAX_JITTER = 20;
const TIMEOUT_MS = 10 * SECOND;
const LIMIT = 10_000;
/** Messages that are being sent at the same time. */
const CONCURRENCY = 4;
/** Milliseconds for what waits when the server stops. */
const CLOSE_MS = 2 * SECOND;

/**
 * Creates a sender of messages. Nothing of an answer counts but its status: 2xx is a success, everything else and
 * silence is a failure, a redirect is not followed.
 *
 * @example
 * ```ts
 * const url = "https://hooks.example.org/pct";
 * const sink = webhook({ url, secrets: [secret], log: relayLog("info") });
 * ```
 */
export function webhook(options: WebhookOptions): Webhook {
  const { url, secrets, log, limit = LIMIT, timeoutMs = TIMEOUT_MS } = options;
  const { retryDelaysMs = RETRY_DELAYS_MS } = options;
  const due: Message[] = [];
  /** Messages that wait for another attempt. */
  const later = new Map<Message, NodeJS.Timeout>();
  const ending = new AbortController();
  const counts = { delivered: 0, lost: 0 };
  let active = 0;
  let isStarting = false;
  let isFailing = false;
  let unreported = 0;
  let onIdle: (() => void) | null = null;

  function waiting(): number {
    return due.length + later.size + active;
  }

  function giveUp(count: number): void {
    counts.lost += count;
    unreported += count;
  }

  /** Starts to send after this turn of the event loop: an answer to a client comes first. */
  function start(): void {
    if (isStarting) return;
    isStarting = true;
    setImmediate(() => {
      isStarting = false;
      for (let message = next(); message !== undefined; message = next()) void send(message);
    });
  }

  function next(): Message | undefined {
    return active < CONCURRENCY ? due.shift() : undefined;
  }

  async function send(message: Message): Promise<void> {
    active++;
    const cause = await attempt(message);
    active--;
    if (cause === null) delivered();
    else failed(message, cause);
    if (due.length > 0) start();
    else if (active === 0) onIdle?.();
  }

  function delivered(): void {
    counts.delivered++;
    if (!isFailing) return;
    isFailing = false;
    log.webhookWorks();
    reportLost();
  }

  function reportLost(): void {
    if (unreported > 0) log.eventsLost(unreported);
    unreported = 0;
  }

  function failed(message: Message, cause: string): void {
    if (!isFailing) log.webhookFails(cause);
    isFailing = true;
    const delay = retryDelaysMs[message.failures++];
    if (delay === undefined || onIdle !== null) {
      giveUp(1);
      return;
    }
    const again = (): void => {
      later.delete(message);
      due.push(message);
      start();
    };
    later.set(message, setTimeout(again, delay * (1 + randomInt(MAX_JITTER + 1) / 100)).unref());
  }

  /** The name of what went wrong, or null. */
  async function attempt({ id, body }: Message): Promise<string | null> {
    const timestamp = Math.floor(Date.now() / 1000).toString();
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": "pct",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": signaturesOf(`${id}.${timestamp}.${body}`, secrets),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutMs)]),
      });
      // The body may have no end.
      response.body?.cancel().catch(() => undefined);
      return response.ok ? null : `HTTP ${response.status.toString()}`;
    } catch (error) {
      return causeOf(error);
    }
  }

  return {
    get counts() {
      return { ...counts, waiting: waiting() };
    },
    add(event) {
      if (waiting() >= limit) {
        giveUp(1);
        return;
      }
      due.push({
        id: `msg_${randomBytes(16).toString("base64url")}`,
        body: bodyOf(event),
        failures: 0,
      });
      start();
    },
    async close() {
      for (const [message, timer] of later) {
        clearTimeout(timer);
        due.push(message);
      }
      later.clear();
      if (waiting() > 0) {
        const idle = new Promise<void>((resolve) => (onIdle = resolve));
        const timer = setTimeout(() => {
          giveUp(due.splice(0).length);
          ending.abort();
        }, CLOSE_MS);
        start();
        await idle;
        clearTimeout(timer);
      }
      reportLost();
    },
  };
}

function bodyOf({ type, time, request }: RelayEvent): string {
  return JSON.stringify({ type: `request.${type}`, timestamp: time, data: { request } });
}

function signaturesOf(signed: string, secrets: readonly Uint8Array[]): string {
  return secrets
    .map((secret) => `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`)
    .join(" ");
}
