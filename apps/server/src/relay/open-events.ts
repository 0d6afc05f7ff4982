import { readFileSync } from "node:fs";

import { StartFailure } from "../start-failure.js";
import { auditLog } from "./events/audit-log.js";
import { eventListener } from "./events/events.js";
import type { EventSink } from "./events/events.js";
import { webhook } from "./events/webhook.js";
import { causeOf } from "./log.js";
import type { RelayLog } from "./log.js";
import type { RelayMetrics } from "./metrics.js";
import type { RelaySettings } from "./settings.js";
import type { RequestEvent } from "./stores/store.js";

interface EventContext {
  readonly log: RelayLog;
  readonly metrics: RelayMetrics;
  /** The key for the names of requests. */
  readonly eventKey: () => Uint8Array | Promise<Uint8Array>;
}

/**
 * Opens the webhook and the audit log of the settings.
 *
 * @returns `listener` is null if there is neither.
 *
 * @throws {@link StartFailure}.
 */
export async function openEvents(
  settings: RelaySettings,
  { log, metrics, eventKey }: EventContext,
): Promise<{
  readonly listener: ((event: RequestEvent, id: string) => void) | null;
  close(): Promise<void>;
}> {
  const sinks: EventSink[] = [];
  if (settings.auditLog !== null) {
    const audit = await openAuditLog(settings.auditLog);
    metrics.watch({ auditLinesLost: () => audit.lost });
    sinks.push(audit);
  }
  if (settings.webhook !== null) {
    const { url, secretFile } = settings.webhook;
    const sender = webhook({ url, secrets: secretsIn(secretFile), log });
    metrics.watch({
      webhooksDelivered: () => sender.counts.delivered,
      webhooksLost: () => sender.counts.lost,
      webhooksWaiting: () => sender.counts.waiting,
    });
    sinks.push(sender);
  }
  return {
    listener: sinks.length === 0 ? null : eventListener(sinks, await eventKey()),
    async close() {
      await Promise.all(sinks.map((sink) => sink.close()));
    },
  };
}

function openAuditLog(file: string): ReturnType<typeof auditLog> {
  return auditLog(file).catch((error: unknown) => {
    const reason = causeOf(error);
    throw new StartFailure((t) => t.auditLogUnusable({ file, reason }));
  });
}

/**
 * The secrets in a file, one in each line, as Standard Webhooks writes them: `whsec_`, and base64 of 24 to 64
 * bytes.
 */
function secretsIn(file: string): Uint8Array[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = causeOf(error);
    throw new StartFailure((t) => t.webhookSecretUnreadable({ file, reason }));
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const secrets = lines.map((line) => secretOf(line.trim()));
  if (secrets.length === 0 || secrets.includes(null)) {
    throw new StartFailure((t) => t.webhookSecretInvalid({ file }), 2);
  }
  return secrets.filter((secret) => secret !== null);
}

function secretOf(text: string): Uint8Array | null {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, "base64");
  const isWhole = bytes.toString("base64").replace(/=+$/, "") === base64.replace(/=+$/, "");
  return isWhole && bytes.length >= 24 && bytes.length <= 64 ? bytes : null;
}
