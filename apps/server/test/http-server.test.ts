import type { RequestListener } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";

import { describe, expect, it, onTestFinished, vi } from "vitest";

import { createHttpServer } from "#/http/server.js";
import type { HttpServer } from "#/http/server.js";
import { portalListener } from "#/portal/listener.js";
import { securityHeaders } from "#/http/security-headers.js";
import type { StaticFile } from "#/portal/site.js";
import { ask } from "./fixture.js";

/** What the server does below the portal and the relay, with listeners that are neither. */

async function serve(listener: RequestListener): Promise<{ server: HttpServer; port: number }> {
  const server = createHttpServer(listener, securityHeaders(false));
  onTestFinished(() => server.close());
  const { port } = await server.listen(0, "127.0.0.1");
  return { server, port };
}

/** Answers when it is told to, and says when it was asked. */
function slow(): { listener: RequestListener; asked: Promise<void>; answer: () => void } {
  const { promise: asked, resolve: tellAsked } = signal();
  const { promise: released, resolve: answer } = signal();
  const listener: RequestListener = (_, outgoing) => {
    tellAsked();
    void released.then(() => outgoing.end("at last"));
  };
  return { listener, asked, answer };
}

/** Answers with the name that it was asked for. */
const echo: RequestListener = ({ url = "" }, outgoing) => {
  outgoing.setHeader("Content-Length", url.length - 1).end(url.slice(1));
};

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Everything that comes out of a connection until it ends. */
function talk(port: number, bytes: string): { socket: Socket; received: Promise<string> } {
  const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
  const received = new Promise<string>((done) => {
    let text = "";
    socket.on("error", () => undefined);
    socket.on("data", (piece) => (text += piece.toString()));
    socket.once("close", () => {
      done(text);
    });
  });
  return { socket, received };
}

const SLOW = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";

describe("close", () => {
  it("finishes what is being answered, and the connection with it", async () => {
    const { listener, asked, answer } = slow();
    const { server, port } = await serve(listener);
    const { received } = talk(port, SLOW);
    await asked;
    const closed = server.close();
    await expect(ask(port, "/slow")).rejects.toThrow("ECONNREFUSED");
    answer();
    expect(await received).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nat last$/);
    await closed;
  });

  it("cuts a request that does not end", async () => {
    const { listener, asked } = slow();
    const { server, port } = await serve(listener);
    const { received } = talk(port, SLOW);
    await asked;
    const begin = performance.now();
    await server.close();
    expect(performance.now() - begin).toBeGreaterThan(4_000);
    expect(await received).toBe("");
  });

  it("may be asked for twice", async () => {
    const { server } = await serve(echo);
    await Promise.all([server.close(), server.close()]);
  });
});

describe("what is no request", () => {
  it("gets no answer in the middle of another one", async () => {
    const { listener, asked } = slow();
    const { port } = await serve(listener);
    const { socket, received } = talk(port, SLOW);
    await asked;
    socket.write("HELLO\r\n\r\n");
    expect(await received).toBe("");
  });

  it("is given up when it takes too long", async () => {
    const { port } = await serve(echo);
    const { received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n");
    expect(await received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nContent-Security-Policy: /);
  });

  it("ends a connection that has had an answer before", async () => {
    const { port } = await serve(echo);
    const { socket, received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((done) => socket.once("data", done));
    socket.write("HELLO\r\n\r\n");
    expect(await received).toMatch(/first[^]*HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it("is told from requests that come without waiting: they are answered in their order", async () => {
    const { port } = await serve(echo);
    const first = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n";
    const last = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const { received } = talk(port, first + last);
    expect(await received).toMatch(/\r\n\r\nfirstHTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nlast$/);
  });
});

it("a listener's own headers replace those of every answer, however it gives them", async () => {
  const headers = securityHeaders(false);
  const { port } = await serve((_, outgoing) => {
    outgoing.setHeader("X-Frame-Options", "first").setHeader("Referrer-Policy", "set");
    outgoing.writeHead(200, { "x-frame-options": "second", "X-Own": "own" }).end();
  });
  const { headers: sent } = await ask(port, "/");
  const all = Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));
  expect(sent).toMatchObject({
    ...all,
    "x-frame-options": "second",
    "referrer-policy": "set",
    "x-own": "own",
  });
});

it("a fault of ours is told without its reason", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  onTestFinished(() => {
    log.mockRestore();
  });
  const fault = new Error("the reason");
  const files = new Map<string, StaticFile>();
  vi.spyOn(files, "get").mockImplementation(() => {
    throw fault;
  });
  const page: StaticFile = { variants: new Map(), headers: {} };
  const site = { files, notFound: { en: page, es: page } };
  const { port } = await serve(portalListener(site));
  const { status, headers, body } = await ask(port, "/es/");
  expect(status).toBe(500);
  expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers["cache-control"]).toBe("no-store");
  expect(body.toString()).toBe("Internal Server Error\n");
  expect(log).toHaveBeenCalledExactlyOnceWith(fault);
});
