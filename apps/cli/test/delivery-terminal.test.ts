import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { answerWith, ask, person, receive, requestFiles } from "./delivery.js";
import type { Asked, Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { hasScript, terminal } from "./screen.js";

let relay: MemoryRelay;
let ana: Person;
let asked: Asked;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
beforeEach(async () => {
  relay.fault = null;
  ana = person(relay.url);
  asked = await ask(relay.url, ana, { label: "AWS, account 1234" });
  relay.calls.length = 0;
});

const CONFIRM = "Send a credential to the person who has these six words? [y/N] ";
const ASKS = "Secret (it will not be shown):";

const title = hasScript ? "at a terminal" : "at a terminal (left out: needs script of util-linux)";

describe.skipIf(!hasScript)(title, () => {
  it("shows the sender the words, asks to confirm them, and reads the secret without echo", async () => {
    const { code, text } = await terminal(`pct send '${asked.link}'`, ana.cwd, [
      { see: CONFIRM, type: "y\r" },
      { see: ASKS, type: "hunter2\r" },
    ]);
    expect(code).toBe(0);
    expect(text).toMatch(
      /^The link asks for: AWS, account 1234\r\nServer: .+\r\nIt expires on .+\r\nThe six words: (\w+ ){5}\w+\r\n/,
    );
    expect(text).toMatch(/\[y\/N\] y\r\n/);
    expect(text).not.toContain("hunter2");
    expect((await receive([], ana)).stdout).toBe("hunter2");
  });

  it.each(["\r", "n\r", "no\r", "x\r"])("sends nothing after %j", async (type) => {
    const line = `pct send '${asked.link}'`;
    const { code, text } = await terminal(line, ana.cwd, [{ see: CONFIRM, type }]);
    expect(code).toBe(1);
    expect(text).toContain("Nothing was sent.");
    expect(text).not.toContain(ASKS);
    expect(relay.calls).toEqual(["GET request"]);
  });

  it.each([
    ["the words", [{ see: CONFIRM, type: "\u0003" }]],
    [
      "the secret",
      [
        { see: CONFIRM, type: "y\r" },
        { see: ASKS, type: "h4lf\u0003" },
      ],
    ],
  ])("exits with 130 on Ctrl-C at %s", async (_, steps) => {
    const { code, text } = await terminal(`pct send '${asked.link}'`, ana.cwd, steps);
    expect(code).toBe(130);
    expect(text).not.toMatch(/h4lf|error/);
    expect(relay.calls).toEqual(["GET request"]);
  });

  it("asks to confirm a piped secret too, in Spanish", async () => {
    const line = `printf hunter2 | pct send '${asked.link}'`;
    const see = "¿Enviar una credencial a quien tiene estas seis palabras? [s/N] ";
    const steps = [{ see, type: "sí\r" }];
    const { code } = await terminal(line, ana.cwd, steps, { LANG: "es_MX.UTF-8" });
    expect(code).toBe(0);
    expect((await receive([], ana)).stdout).toBe("hunter2");
  });

  it("keeps the typed secret while the server is away", async () => {
    const again = "Try again? What you typed is still here. [Y/n] ";
    let puts = 0;
    relay.fault = (method) => (method === "PUT" && puts++ < 4 ? "break" : null);
    const { code, text } = await terminal(`pct send '${asked.link}'`, ana.cwd, [
      { see: CONFIRM, type: "y\r" },
      { see: ASKS, type: "hunter2\r" },
      { see: again, type: "\r" },
    ]);
    expect(code).toBe(0);
    expect(text).toContain("Can't reach the server, or the connection broke.");
    expect((await receive([], ana)).stdout).toBe("hunter2");
  });

  it("retries until the sender declines", async () => {
    relay.fault = (method) => (method === "PUT" ? "break" : null);
    const { code, text } = await terminal(`pct send '${asked.link}'`, ana.cwd, [
      { see: CONFIRM, type: "y\r" },
      { see: ASKS, type: "hunter2\r" },
      { see: "[Y/n] ", type: "n\r" },
    ]);
    expect(code).toBe(1);
    expect(text).toContain("Run the same command again.");
  });

  it("keeps the request when the wait is interrupted", async () => {
    const steps = [{ see: "Waiting for the answer.", type: "\u0003" }];
    const { code, text } = await terminal("pct receive", ana.cwd, steps, ana.env);
    expect(code).toBe(130);
    expect(text).toContain(
      `The request is saved. To continue: pct receive ${asked.id.slice(0, 10)}\r\n`,
    );
    expect(requestFiles(ana)).toHaveLength(1);
  });

  it("does not show or erase a password with control characters", async () => {
    const document = { type: "pct.credential.v1", username: "ana", password: "a\u001B[2Jb" };
    await answerWith(relay.url, asked, JSON.stringify(document));
    const { code, text } = await terminal("pct receive", ana.cwd, [], ana.env);
    expect(code).toBe(1);
    expect(text).not.toContain("\u001B[2J");
    expect(text).toContain("Nothing was lost.");
    expect(relay.requests.get(asked.id)?.delivery).not.toBeNull();
    const { stdout } = await receive([], ana);
    expect(stdout).toBe("User      ana\nPassword  a\u001B[2Jb\n");
  });
});
