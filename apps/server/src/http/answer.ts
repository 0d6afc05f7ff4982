import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer to a request. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Uint8Array;
}

/** Milliseconds in which a client must finish a body that is not read, so that it sees the answer. */
const UNREAD_BODY_MS = 500;

/** Sends an answer. Node leaves out its body when the method is HEAD. */
export function sendAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, headers, body }: Answer,
): void {
  if (!incoming.complete) {
    outgoing.once("finish", () => {
      discardBody(incoming);
    });
  }
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

/** Reads past the rest of a body, since the next request on the connection comes behind it. */
function discardBody(incoming: IncomingMessage): void {
  if (incoming.complete) return;
  incoming.resume();
  setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroySoon();
  }, UNREAD_BODY_MS);
}
