import { createServer } from "node:http";

import type { Registry } from "prom-client";

import { StartFailure } from "../start-failure.js";

/** Metrics on their own port, so that the portal's proxy cannot expose them by mistake. */

/**
 * Starts a server that answers `GET /metrics` only.
 *
 * @returns How to stop it.
 *
 * @throws {@link StartFailure} if it cannot listen on the port.
 *
 * @example
 * ```ts
 * const stop = await serveMetrics(registry, 9464, "127.0.0.1");
 * ```
 */
export async function serveMetrics(
  registry: Registry,
  port: number,
  host: string,
): Promise<() => Promise<void>> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", () => {
      reject(new StartFailure((t) => t.metricsPortTaken({ port: port.toString() })));
    });
    server.listen(port, host, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
}
