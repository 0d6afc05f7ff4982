import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { serverSentences } from "@pct/messages/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { ask, writePortal } from "./fixture.js";

/** The built program, alone with an exported portal and the one package that is machine code. */

const WEB = resolve(import.meta.dirname, "../..");
const BUILT = join(WEB, "dist");
if (!existsSync(join(BUILT, "server.js")))
  throw new Error("these tests run the built server: npm run build");

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "pct-server-"));
  copyServer(join(home, "dist"));
  mkdirSync(join(home, "node_modules"));
  symlinkSync(join(WEB, "node_modules/libsql"), join(home, "node_modules/libsql"), "junction");
  writeFileSync(join(home, "package.json"), '{"type":"module"}');
  writePortal(join(home, "out"));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function copyServer(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(BUILT).filter((name) => name.endsWith(".js"))) {
    copyFileSync(join(BUILT, name), join(folder, name));
  }
}

/** Starts it in an empty folder. */
function start(env: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
  const cwd = emptyFolder();
  const child = spawn(process.execPath, [join(home, "dist/server.js")], {
    cwd,
    env: { PATH: process.env.PATH, LANG: "C", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-server-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ending(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return new Promise((done) => {
    child.once("close", (code, signal) => {
      done({ code, signal, stdout, stderr });
    });
  });
}

/** Waits until it says where it is; returns the line and the port. */
async function ready(child: ChildProcessWithoutNullStreams): Promise<[string, number]> {
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once("data", (piece: Buffer) => {
      done(piece.toString());
    });
    child.once("exit", () => {
      fail(new Error("it ended instead"));
    });
  });
  return [line, Number(/:(\d+)/.exec(line)?.[1])];
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
  it("says where it is, and is there", async () => {
    const port = await freePort();
    const begin = performance.now();
    const child = start({ PORT: port.toString() });
    const [line] = await ready(child);
    console.log(`the server was ready after ${(performance.now() - begin).toFixed(0)} ms`);
    expect(line).toBe(`${en.ready({ address: `http://localhost:${port.toString()}` })}\n`);
    expect((await ask(port, "/es/")).status).toBe(200);
  });

  it("says it in Spanish", async () => {
    const [line, port] = await ready(start({ PORT: "0", LANG: "es_MX.UTF-8" }));
    expect(line).toBe(`${es.ready({ address: `http://localhost:${port.toString()}` })}\n`);
  });

  it("listens where HOST says, and tells what others need", async () => {
    const child = start({ PORT: "0", HOST: "0.0.0.0" });
    const end = ending(child);
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).status).toBe(200);
    child.kill();
    expect((await end).stdout).toContain(en.forOthers);
  });

  it("PCT_PUBLIC_URL turns on what belongs to HTTPS", async () => {
    const child = start({ PORT: "0", PCT_PUBLIC_URL: "https://portal.example" });
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).headers).toHaveProperty("strict-transport-security");
  });

  it("an http address does not", async () => {
    const child = start({ PORT: "0", PCT_PUBLIC_URL: "http://portal.example:8080/" });
    const [, port] = await ready(child);
    expect((await ask(port, "/es/")).headers).not.toHaveProperty("strict-transport-security");
  });
});

describe("what it is told and cannot be ends it with two lines", () => {
  it.each([
    [{ PORT: "abc" }, en.portInvalid({ value: "abc" })],
    [{ PORT: "-1" }, en.portInvalid({ value: "-1" })],
    [{ PORT: "65536" }, en.portInvalid({ value: "65536" })],
    [{ PORT: "3000 " }, en.portInvalid({ value: "3000 " })],
    [{ PORT: "0x50" }, en.portInvalid({ value: "0x50" })],
    [{ PORT: "1e3" }, en.portInvalid({ value: "1e3" })],
    [{ PORT: "3\u001b[2J" }, en.portInvalid({ value: "3?[2J" })],
    [{ PORT: "abc", PCT_LANG: "es" }, es.portInvalid({ value: "abc" })],
    [{ HOST: "203.0.113.7", PORT: "0" }, en.hostInvalid({ host: "203.0.113.7" })],
    [{ HOST: "host.invalid", PORT: "0" }, en.hostInvalid({ host: "host.invalid" })],
    [{ PCT_PUBLIC_URL: "portal.example" }, en.publicUrlInvalid({ value: "portal.example" })],
    [{ PCT_PUBLIC_URL: "ftp://a.example" }, en.publicUrlInvalid({ value: "ftp://a.example" })],
    [{ PCT_PUBLIC_URL: "https://a.b/c" }, en.publicUrlInvalid({ value: "https://a.b/c" })],
    [{ PCT_PUBLIC_URL: "https://a@b.c" }, en.publicUrlInvalid({ value: "https://a@b.c" })],
    [{ PCT_PUBLIC_URL: "https://[" }, en.publicUrlInvalid({ value: "https://[" })],
  ])("%o", async (env, { what, hint }) => {
    const { code, stdout, stderr } = await ending(start(env));
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("a port that is taken", async () => {
    const [, port] = await ready(start({ PORT: "0" }));
    const { code, stderr } = await ending(start({ PORT: port.toString() }));
    const { what, hint } = en.portTaken({ port: port.toString(), other: (port + 1).toString() });
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(code).toBe(1);
  });

  it("a portal that is not built", async () => {
    const other = emptyFolder();
    copyServer(join(other, "dist"));
    writeFileSync(join(other, "package.json"), '{"type":"module"}');
    const child = spawn(process.execPath, [join(other, "dist/server.js")], {
      env: { PATH: process.env.PATH, PORT: "0", LANG: "C" },
    });
    const { code, stderr } = await ending(child);
    const { what, hint } = en.notBuilt({ folder: join(other, "out") });
    expect(stderr).toBe(`pct: error: ${what}\npct: hint: ${hint}\n`);
    expect(code).toBe(1);
  });
});

describe("end", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("%s: at once, whoever is connected", async (signal) => {
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
  it("many requests leave nothing behind", async () => {
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

/** What the system says, where it says it. */
function residentMegabytes({ pid = 0 }: ChildProcessWithoutNullStreams): number {
  const status = `/proc/${pid.toString()}/status`;
  if (!existsSync(status)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]) / 1024;
}
