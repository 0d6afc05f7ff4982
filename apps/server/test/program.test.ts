import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";

import { serverSentences } from "@pct/messages/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { ask } from "./fixture.js";
import {
  copyProgram,
  emptyFolder,
  ending,
  installProgram,
  ready,
  startProgram,
} from "./program.js";

/** The built program with an exported portal, and no package beside it but libsql. */

let home: string;
beforeAll(() => {
  home = installProgram();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
  return startProgram(home, env);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function open(port: number, bytes = ""): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  await new Promise((done) => socket.once("connect", done));
  if (bytes !== "") socket.write(bytes);
  return socket;
}

const { en, es } = serverSentences;

describe("start", () => {
  it("prints its address, and answers there", async () => {
    const port = await freePort();
    const begin = performance.now();
    const child = start({ PORT: port.toString() });
    const [line] = await ready(child);
    console.log(`the server was ready after ${(performance.now() - begin).toFixed(0)} ms`);
    expect(line).toBe(`${en.ready({ address: `http://localhost:${port.toString()}` })}\n`);
    expect((await ask(port, "/es/")).status).toBe(200);
  });

  it("prints it in Spanish", async () => {
    const [line, port] = await ready(start({ PORT: "0", LANG: "es_MX.UTF-8" }));
    expect(line).toBe(`${es.ready({ address: `http://localhost:${port.toString()}` })}\n`);
  });

  it("listens on HOST, and says that other machines need HTTPS", async () => {
    const child = start({ PORT: "0", HOST: "0.0.0.0" });
    const end = ending(child);
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).status).toBe(200);
    child.kill();
    expect((await end).stdout).toContain(en.forOthers);
  });

  it("sends HSTS if PCT_PUBLIC_URL is https", async () => {
    const child = start({ PORT: "0", PCT_PUBLIC_URL: "https://portal.example" });
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).headers).toHaveProperty("strict-transport-security");
  });

  it("sends no HSTS if PCT_PUBLIC_URL is http", async () => {
    const child = start({ PORT: "0", PCT_PUBLIC_URL: "http://portal.example:8080/" });
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).headers).not.toHaveProperty("strict-transport-security");
  });
});

describe("an invalid setting ends it with two lines and exit code 2", () => {
  it.each([
    [{ PORT: "abc" }, en.portInvalid({ value: "abc" })],
    [{ PORT: "3\u001b[2J" }, en.portInvalid({ value: "3?[2J" })],
    [{ PORT: "abc", PCT_LANG: "es" }, es.portInvalid({ value: "abc" })],
    [{ HOST: "203.0.113.7", PORT: "0" }, en.hostInvalid({ host: "203.0.113.7" })],
    [{ HOST: "host.invalid", PORT: "0" }, en.hostInvalid({ host: "host.invalid" })],
    [{ PCT_PUBLIC_URL: "https://[" }, en.publicUrlInvalid({ value: "https://[" })],
  ])("%o", async (env, { what, hint }) => {
    const { code, stdout, stderr } = await ending(start(env));
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("a port in use", async () => {
    const [, port] = await ready(start({ PORT: "0" }));
    const { code, stderr } = await ending(start({ PORT: port.toString() }));
    const { what, hint } = en.portTaken({ port: port.toString(), other: (port + 1).toString() });
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(code).toBe(1);
  });

  it("a portal that is not built", async () => {
    const other = emptyFolder();
    copyProgram(other);
    const { code, stderr } = await ending(startProgram(other, { PORT: "0" }));
    const { what, hint } = en.notBuilt({ folder: join(other, "out") });
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(code).toBe(1);
  });
});

describe("shutdown", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("ends on %s despite open connections", async (signal) => {
    const child = start({ PORT: "0" });
    const end = ending(child);
    const [, port] = await ready(child);
    const sockets = await Promise.all([
      open(port),
      open(port, "GET /es/ HT"),
      open(port, "GET /es/ HTTP/1.1\r\nHost: a\r\n\r\n"),
    ]);
    const [, , keptAlive] = sockets;
    await new Promise((done) => keptAlive.once("data", done));
    const begin = performance.now();
    child.kill(signal);
    const { code, signal: endedBy, stderr } = await end;
    expect({ code, endedBy, stderr }).toEqual({ code: 0, endedBy: null, stderr: "" });
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe("load", () => {
  it("does not grow with the number of requests", async () => {
    const child = start({ PORT: "0", NODE_OPTIONS: "--max-old-space-size=64" });
    const [, port] = await ready(child);
    const paths = ["/", "/es/", "/nothing", "/_next/static/chunks/main.js", "/api/v1/x", "/%zz"];
    const round = async (): Promise<void> => {
      for (let asked = 0; asked < 1_000; asked += 20) {
        await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            ask(port, paths[(asked + index) % paths.length] ?? "/"),
          ),
        );
      }
    };
    await round();
    await round();
    const before = residentMegabytes(child);
    for (let rounds = 0; rounds < 3; rounds++) await round();
    const growth = residentMegabytes(child) - before;
    console.log(
      `${before.toFixed(0)} MB after 2,000 requests, ${growth.toFixed(1)} more after 5,000`,
    );
    expect(growth).toBeLessThan(24);
  });
});

/** Resident memory by /proc; 0 on other systems. */
function residentMegabytes({ pid = 0 }: ChildProcessWithoutNullStreams): number {
  const status = `/proc/${pid.toString()}/status`;
  if (!existsSync(status)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]) / 1024;
}
