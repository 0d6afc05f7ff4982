import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { RequestLine } from "./log.js";

/** Metrics for Prometheus. Labels have few values: methods, routes, statuses, problem codes. */

export interface RelayMetrics {
  observe(line: RequestLine): void;
  /** Sets sources of values, which are read when Prometheus scrapes. */
  watch(sources: Readonly<Partial<Record<WatchedMetric, () => number>>>): void;
}

type WatchedMetric = keyof typeof WATCHED;

/** Values that are kept elsewhere. */
const WATCHED = {
  requests: { type: Gauge, name: "pct_relay_requests", help: "Requests in the store" },
  storedBytes: { type: Gauge, name: "pct_relay_stored_bytes", help: "Bytes in the store" },
  waiting: {
    type: Gauge,
    name: "pct_relay_waiting",
    help: "Recipients who wait for a delivery",
  },
  logLinesLost: {
    type: Counter,
    name: "pct_relay_log_lines_lost_total",
    help: "Log lines that could not be written",
  },
  auditLinesLost: {
    type: Counter,
    name: "pct_relay_audit_lines_lost_total",
    help: "Events that could not be written to the audit log",
  },
  webhooksDelivered: {
    type: Counter,
    name: "pct_relay_webhooks_delivered_total",
    help: "Events that the receiver of webhooks has accepted",
  },
  webhooksLost: {
    type: Counter,
    name: "pct_relay_webhooks_lost_total",
    help: "Events that were given up",
  },
  webhooksWaiting: {
    type: Gauge,
    name: "pct_relay_webhooks_waiting",
    help: "Events that wait for the receiver of webhooks",
  },
} as const;

/** For tests, and for servers without a metrics port. */
export const noMetrics: RelayMetrics = {
  observe: () => undefined,
  watch: () => undefined,
};

/** Upper bounds of the histogram, in seconds. */
const DURATION_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 60,
];

/**
 * Creates metrics of this process and its relay.
 *
 * @returns `registry.metrics()` gives the text for Prometheus.
 */
export function prometheusMetrics(): RelayMetrics & { readonly registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = new Histogram({
    name: "pct_relay_request_duration_seconds",
    help: "Time until the answer was made",
    labelNames: ["method", "route", "status"],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const problems = new Counter({
    name: "pct_relay_problems_total",
    help: "Problem documents sent, by code",
    labelNames: ["code"],
    registers,
  });
  const received = new Counter({
    name: "pct_relay_received_bytes_total",
    help: "Bytes of bodies received",
    registers,
  });
  const sent = new Counter({
    name: "pct_relay_sent_bytes_total",
    help: "Bytes of bodies sent",
    registers,
  });
  return {
    registry,
    observe({ method, route, status, milliseconds, problem, ...bytes }) {
      durations.observe({ method, route, status }, milliseconds / 1000);
      if (problem !== undefined) problems.inc({ code: problem });
      received.inc(bytes.received);
      sent.inc(bytes.sent);
    },
    watch(sources) {
      for (const [key, value] of Object.entries(sources)) watch(key as WatchedMetric, value);
    },
  };

  function watch(metric: WatchedMetric, value: () => number): void {
    const { type, name, help } = WATCHED[metric];
    new type({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  }
}
