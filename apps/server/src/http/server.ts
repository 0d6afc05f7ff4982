import { createServer, ServerResponse, STATUS_CODES } from "node:http";
import type {
  IncomingMessage,
  OutgoingHttpHeader,
  OutgoingHttpHeaders,
  RequestListener,
  Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** The HTTP server under the listeners: limits, the headers of every answer, graceful shutdown. */

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  /** Milliseconds. */
  headersTimeout: 10_000,
  /** Milliseconds between two checks of `headersTimeout` and `requestTimeout`. */
  connectionsCheckingInterval: 5_000,
  /** Milliseconds; proxies keep idle connections for 60 s, and should be the side that closes them. */
  keepAliveTimeout: 65_000,
  // Node would reject a request without Host itself, without our headers.
  requireHostHeader: false,
};

/** Milliseconds in which a request without a body must arrive. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Milliseconds that a listener's body timeout ends before Node's own, so that the listener can answer. */
const BODY_TIMEOUT_LEAD_MS = 15_000;

/** Milliseconds without traffic after which a connection is closed. */
const IDLE_TIMEOUT_MS = 120_000;

/** Milliseconds that requests in flight have to finish after `close`. */
const SHUTDOWN_GRACE_MS = 5_000;

/** Statuses for errors that Node's parser reports before there is a request; 400 for all others. */
const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export interface HttpServer {
  /** Starts to listen; rejects with Node's error if that fails. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Stops listening, closes idle connections, and resolves when the requests in flight have ended. */
  close(): Promise<void>;
}

/**
 * Creates a server for a listener.
 *
 * @param headers - Sent with every answer: the listener's, whose own headers replace these, and the
 * server's to what is not a valid request.
 * @param bodyTimeoutMs - Milliseconds that the listener gives a client to send a body.
 *
 * @example
 * ```ts
 * const server = createHttpServer(portalListener(site), securityHeaders(false));
 * const { port } = await server.listen(0, "127.0.0.1");
 * ```
 */
export function createHttpServer(
  listener: RequestListener,
  headers: ReadonlyMap<string, string>,
  bodyTimeoutMs = 0,
): HttpServer {
  const requestTimeout = Math.max(REQUEST_TIMEOUT_MS, bodyTimeoutMs + BODY_TIMEOUT_LEAD_MS);
  /** The last answer on each connection: once it is finished, all earlier ones are. */
  const connections = new Map<Duplex, ServerResponse | null>();
  let isClosing = false;

  const options = { ...LIMITS, requestTimeout, ServerResponse: responseWith(headers) };
  const server = createServer(options, (incoming, outgoing) => {
    connections.set(incoming.socket, outgoing);
    if (isClosing) closeAfter(outgoing);
    if (incoming.headers.host) listener(incoming, outgoing);
    else outgoing.writeHead(400, { "Content-Length": "0" }).end();
  });
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.on("connection", (socket) => {
    connections.set(socket, null);
    socket.once("close", () => connections.delete(socket));
  });
  server.on("checkExpectation", (_incoming, outgoing) => {
    outgoing.writeHead(417, { "Content-Length": "0" }).end();
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // A second answer in the middle of the first one would be read as a part of it.
    if (!socket.writable || isAnswering(socket)) socket.destroy();
    else rejectConnection(socket, CLIENT_ERRORS[error.code ?? ""] ?? 400, headers);
  });

  function isAnswering(socket: Duplex): boolean {
    return connections.get(socket)?.writableFinished === false;
  }

  /** Closes a connection after an answer, unless another answer has begun on it by then. */
  function closeAfter(answer: ServerResponse): void {
    const { socket } = answer;
    answer.once("close", () => {
      if (socket !== null && !isAnswering(socket)) socket.destroySoon();
    });
  }

  return {
    listen: (port, host) => listen(server, port, host),
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        const timer = setTimeout(() => {
          server.closeAllConnections();
        }, SHUTDOWN_GRACE_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        for (const [socket, answer] of connections) {
          if (answer !== null && isAnswering(socket)) closeAfter(answer);
          else socket.destroy();
        }
      }),
  };
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * A response class that adds these headers, unless a response has its own. It adds them while the head is
 * written: setting them one by one takes a fifth of the time of an answer.
 */
function responseWith(headers: ReadonlyMap<string, string>): typeof ServerResponse {
  const common = new Map([...headers.keys()].map((name) => [name.toLowerCase(), name]));
  const flat = [...headers].flat();
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, message?: string | Head, headers?: Head): this {
      const own = (typeof message === "string" ? headers : message) ?? {};
      if (Array.isArray(own)) throw new TypeError("headers must be an object");
      const all: OutgoingHttpHeader[] = flat.slice();
      for (const name of [...Object.keys(own), ...this.getHeaderNames()]) {
        const at = all.indexOf(common.get(name.toLowerCase()) ?? "");
        if (at >= 0) all.splice(at, 2);
      }
      for (const [name, value] of Object.entries(own)) all.push(name, value ?? "");
      return super.writeHead(status, all);
    }
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      // Later errors concern one connection that the system could not accept; the others go on.
      server.on("error", console.error);
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("not a TCP address");
      resolve(address);
    });
  });
}

function rejectConnection(
  socket: Duplex,
  status: number,
  headers: ReadonlyMap<string, string>,
): void {
  const lines = [
    `HTTP/1.1 ${status.toString()} ${STATUS_CODES[status] ?? ""}`,
    ...[...headers].map(([name, value]) => `${name}: ${value}`),
    "Connection: close",
    "Content-Length: 0",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`, () => socket.destroy());
}
