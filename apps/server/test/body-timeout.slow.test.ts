import { rmSync } from "node:fs";

import { expect, it, onTestFinished } from "vitest";

import { send } from "./fixture.js";
import { installProgram, ready, startProgram } from "./program.js";
import { callsTo, requestIn } from "./relay/fixture.js";

it("answers a body that stops after 30 seconds, and closes its connection", async () => {
  const home = installProgram();
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const [, port] = await ready(startProgram(home, { PORT: "0" }));
  const calls = callsTo((path, init) =>
    fetch(`http://127.0.0.1:${port.toString()}/api/v1${path}`, init),
  );
  const { id } = await requestIn("open", calls);
  const start = performance.now();
  const { status, headers, body } = await send(
    port,
    `PUT /api/v1/requests/${id}/delivery HTTP/1.1\r\nHost: x\r\n` +
      "Content-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nage-",
    50_000,
  );
  expect(performance.now() - start).toBeGreaterThan(25_000);
  expect(status).toBe(408);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(JSON.parse(body.toString())).toMatchObject({ code: "body-timeout" });
});
