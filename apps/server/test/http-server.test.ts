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

/** The HTTP server with listeners made for these tests. */

async function serve(listener: RequestListener): Promise<{ server: HttpServer; port: number }> {
  const server = createHttpServer(listener, securityHeaders(false));
  onTestFinished(() => server.close());
  const { port } = await server.listen(0, "127.0.0.1");
  return { server, port };
}

/** A listener that answers when the test says so, and a promise for the first request. */
function slow(): { listener: RequestListener; requested: Promise<void>; answer: () => void } {
  const { promise: requested, resolve: onRequest } = signal();
  const { promise: released, resolve: answer } = signal();
  const listener: RequestListener = (_, outgoing) => {
    onRequest();
    void released.then(() => outgoing.end("at last"));
  };
  return { listener, requested, answer };
}

/** Answers with the path. */
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

/** Sends bytes; gives the connection, and what it received until it closed. */
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
  it("finishes a request in flight, then its connection", async () => {
    const { listener, requested, answer } = slow();
    const { server, port } = await serve(listener);
    const { received } = talk(port, SLOW);
    await requested;
    const closed = server.close();
    await expect(ask(port, "/slow")).rejects.toThrow("ECONNREFUSED");
    answer();
    expect(await received).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nat last$/);
    await closed;
  });

  it("ends a request in flight after five seconds", async () => {
    const { listener, requested } = slow();
    const { server, port } = await serve(listener);
    const { received } = talk(port, SLOW);
    await requested;
    const begin = performance.now();
    await server.close();
    expect(performance.now() - begin).toBeGreaterThan(4_000);
    expect(await received).toBe("");
  });

  it("can be called twice", async () => {
    const { server } = await serve(echo);
    await Promise.all([server.close(), server.close()]);
  });
});

describe("bytes that are no request", () => {
  it("close the connection without a second answer during an answer", async () => {
    const { listener, requested } = slow();
    const { port } = await serve(listener);
    const { socket, received } = talk(port, SLOW);
    await requested;
    socket.write("HELLO\r\n\r\n");
    expect(await received).toBe("");
  });

  it("get 408 when the headers are not complete in time", async () => {
    const { port } = await serve(echo);
    const { received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n");
    expect(await received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nContent-Security-Policy: /);
  });

  it("get 400 after an earlier answer", async () => {
    const { port } = await serve(echo);
    const { socket, received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((done) => socket.once("data", done));
    socket.write("HELLO\r\n\r\n");
    expect(await received).toMatch(/first[^]*HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it("are not mistaken for pipelined requests, which are answered in order", async () => {
    const { port } = await serve(echo);
    const first = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n";
    const last = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const { received } = talk(port, first + last);
    expect(await received).toMatch(/\r\n\r\nfirstHTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nlast$/);
  });
});

it("lets a listener's own headers replace the common ones, however it sets them", async () => {
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

it("answers 500 without the reason when the listener throws", async () => {
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
