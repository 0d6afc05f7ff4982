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

/** The HTTP server below the routes: limits, headers that every answer has, and a tidy end. */

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 5_000,
  /** Longer than the minute that proxies keep idle connections, so that it is they who close them. */
  keepAliveTimeout: 65_000,
  // Node would refuse a request without a host without our headers.
  requireHostHeader: false,
};

/** Milliseconds in which a request without a body must have come. */
const REQUEST = 60_000;

/** Milliseconds by which a route notices before Node that a body does not end, and can say so. */
const AHEAD = 15_000;

/** Milliseconds until a connection is cut on which nothing moves: its reader may be gone. */
const IDLE = 120_000;

/** Milliseconds that a request may go on when the server is to end. */
const GRACE = 5_000;

/** What Node finds wrong before there is a request. */
const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export interface PortalServer {
  /** Listens; rejects with Node's error where that cannot be. */
  listen(port: number, host: string): Promise<AddressInfo>;
  /** Finishes what is being answered, cuts all other connections, and listens no more. */
  close(): Promise<void>;
}

/**
 * A server with this listener.
 *
 * @param headers - Sent with every answer: those of the listener, which may replace them, and those that
 * are given to a request that is none.
 * @param bodyTimeout - The milliseconds that the listener gives a client to send a body.
 *
 * @example
 * ```ts
 * const server = createPortalServer(portal(site), securityHeaders(false));
 * const { port } = await server.listen(0, "127.0.0.1");
 * ```
 */
export function createPortalServer(
  listener: RequestListener,
  headers: ReadonlyMap<string, string>,
  bodyTimeout = 0,
): PortalServer {
  const requestTimeout = Math.max(REQUEST, bodyTimeout + AHEAD);
  /** The last answer on each connection: those before it are over when it is. */
  const connections = new Map<Duplex, ServerResponse | null>();
  let isClosing = false;

  const options = { ...LIMITS, requestTimeout, ServerResponse: responseWith(headers) };
  const server = createServer(options, (incoming, outgoing) => {
    connections.set(incoming.socket, outgoing);
    if (isClosing) endAfter(outgoing);
    if (incoming.headers.host) listener(incoming, outgoing);
    else outgoing.writeHead(400, { "Content-Length": "0" }).end();
  });
  server.setTimeout(IDLE);
  server.on("connection", (socket) => {
    connections.set(socket, null);
    socket.once("close", () => connections.delete(socket));
  });
  server.on("checkExpectation", (_incoming, outgoing) => {
    outgoing.writeHead(417, { "Content-Length": "0" }).end();
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // Half an answer must not be followed by another one.
    if (!socket.writable || isAnswering(socket)) socket.destroy();
    else refuse(socket, CLIENT_ERRORS[error.code ?? ""] ?? 400, headers);
  });

  function isAnswering(socket: Duplex): boolean {
    return connections.get(socket)?.writableFinished === false;
  }

  /** Ends a connection with an answer, unless another one has begun on it. */
  function endAfter(answer: ServerResponse): void {
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
        const cut = setTimeout(() => {
          server.closeAllConnections();
        }, GRACE);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        for (const [socket, answer] of connections) {
          if (answer !== null && isAnswering(socket)) endAfter(answer);
          else socket.destroy();
        }
      }),
  };
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * A response with these headers, where its own do not replace them. Put into its head as that is written:
 * to set them one by one takes a fifth of the time of an answer.
 */
function responseWith(headers: ReadonlyMap<string, string>): typeof ServerResponse {
  const common = new Map([...headers.keys()].map((name) => [name.toLowerCase(), name]));
  const flat = [...headers].flat();
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, message?: string | Head, headers?: Head): this {
      const own = (typeof message === "string" ? headers : message) ?? {};
      if (Array.isArray(own)) throw new TypeError("headers are given by their names");
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
      // A connection that the system could not take must not end all the others.
      server.on("error", console.error);
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("not a TCP address");
      resolve(address);
    });
  });
}

function refuse(socket: Duplex, status: number, headers: ReadonlyMap<string, string>): void {
  const lines = [
    `HTTP/1.1 ${status.toString()} ${STATUS_CODES[status] ?? ""}`,
    ...[...headers].map(([name, value]) => `${name}: ${value}`),
    "Connection: close",
    "Content-Length: 0",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`, () => socket.destroy());
}
