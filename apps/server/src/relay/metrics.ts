import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { RequestLine } from "./log.js";
import type { Usage } from "./stores/store.js";

/** Metrics for Prometheus. Labels have few values: methods, routes, statuses, problem codes. */

export interface RelayMetrics {
  observe(line: RequestLine): void;
  /** Sets the sources of the gauges, which are read when Prometheus scrapes. */
  watch(sources: { readonly usage: () => Usage; readonly waiting: () => number }): void;
}

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
    watch({ usage, waiting }) {
      gauge("pct_relay_requests", "Requests in the store", () => usage().entries);
      gauge("pct_relay_stored_bytes", "Bytes in the store", () => usage().bytes);
      gauge("pct_relay_waiting", "Recipients who wait for a delivery", waiting);
    },
  };

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }
}
