import type { IncomingMessage, ServerResponse } from "node:http";

import type { Answer } from "../../http/answer.js";

/**
 * One request to the relay, straight from Node: a `Request` object would cost as much as all other work of
 * the relay.
 */
export class Call {
  readonly method: string;
  /** The segment of the path in the place of a request's ID, unchecked; empty if the route has none. */
  readonly id: string;
  readonly incoming: IncomingMessage;
  /** Bytes of the body that were read. */
  received = 0;
  readonly #outgoing: ServerResponse;
  #signal: AbortSignal | null = null;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, id: string) {
    this.method = incoming.method ?? "";
    this.incoming = incoming;
    this.id = id;
    this.#outgoing = outgoing;
  }

  /** @param name - In lower case. */
  header(name: string): string | undefined {
    const value = this.incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  /** Aborted when the client closes the connection. */
  get signal(): AbortSignal {
    if (this.#signal === null) {
      const controller = new AbortController();
      this.#signal = controller.signal;
      const abort = (): void => {
        controller.abort();
      };
      if (this.#outgoing.destroyed) abort();
      else this.#outgoing.once("close", abort);
    }
    return this.#signal;
  }
}

export type Handler = (call: Call) => Answer | Promise<Answer>;
