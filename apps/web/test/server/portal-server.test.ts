import { connect } from "node:net";
import type { Socket } from "node:net";

import { Hono } from "hono";
import { describe, expect, it, onTestFinished, vi } from "vitest";

import { createApp } from "../../server/app.js";
import { createPortalServer } from "../../server/portal-server.js";
import type { PortalServer } from "../../server/portal-server.js";
import { securityHeaders } from "../../server/security-headers.js";
import type { StaticFile } from "../../server/site.js";
import { newRelay } from "../relay/fixture.js";
import { ask } from "./fixture.js";

/** What the server does below the routes, with routes that a portal does not have. */

async function serveApp(app: Hono): Promise<{ server: PortalServer; port: number }> {
  const server = createPortalServer(app, securityHeaders(false));
  onTestFinished(() => server.close());
  const { port } = await server.listen(0, "127.0.0.1");
  return { server, port };
}

/** A route that answers when it is told to, and says when it was asked. */
function slowApp(): { app: Hono; asked: Promise<void>; answer: () => void } {
  const { promise: asked, resolve: tellAsked } = signal();
  const { promise: released, resolve: answer } = signal();
  const app = new Hono();
  app.get("/slow", async (c) => {
    tellAsked();
    await released;
    return c.text("at last");
  });
  return { app, asked, answer };
}

/** A route that answers with its own name. */
function echoApp(): Hono {
  const app = new Hono();
  app.get("/:name", (c) => c.text(c.req.param("name")));
  return app;
}

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
    const { app, asked, answer } = slowApp();
    const { server, port } = await serveApp(app);
    const { received } = talk(port, SLOW);
    await asked;
    const closed = server.close();
    await expect(ask(port, "/slow")).rejects.toThrow("ECONNREFUSED");
    answer();
    expect(await received).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\nat last$/);
    await closed;
  });

  it("cuts a request that does not end", async () => {
    const { app, asked } = slowApp();
    const { server, port } = await serveApp(app);
    const { received } = talk(port, SLOW);
    await asked;
    const begin = performance.now();
    await server.close();
    expect(performance.now() - begin).toBeGreaterThan(4_000);
    expect(await received).toBe("");
  });

  it("may be asked for twice", async () => {
    const { server } = await serveApp(new Hono());
    await Promise.all([server.close(), server.close()]);
  });
});

describe("what is no request", () => {
  it("gets no answer in the middle of another one", async () => {
    const { app, asked } = slowApp();
    const { port } = await serveApp(app);
    const { socket, received } = talk(port, SLOW);
    await asked;
    socket.write("HELLO\r\n\r\n");
    expect(await received).toBe("");
  });

  it("is given up when it takes too long", async () => {
    const { port } = await serveApp(echoApp());
    const { received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n");
    expect(await received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nContent-Security-Policy: /);
  });

  it("ends a connection that has had an answer before", async () => {
    const { port } = await serveApp(echoApp());
    const { socket, received } = talk(port, "GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((done) => socket.once("data", done));
    socket.write("HELLO\r\n\r\n");
    expect(await received).toMatch(/first[^]*HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it("is told from requests that come without waiting: they are answered in their order", async () => {
    const { port } = await serveApp(echoApp());
    const first = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n";
    const last = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const { received } = talk(port, first + last);
    expect(await received).toMatch(/\r\n\r\nfirstHTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nlast$/);
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
  const { port } = await serveApp(createApp(site, newRelay().relay.app));
  const { status, headers, body } = await ask(port, "/es/");
  expect(status).toBe(500);
  expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers["cache-control"]).toBe("no-store");
  expect(body.toString()).toBe("Internal Server Error\n");
  expect(log).toHaveBeenCalledExactlyOnceWith(fault);
});
