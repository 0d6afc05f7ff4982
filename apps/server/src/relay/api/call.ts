import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * What handlers are given and what they give, straight from and to Node: anything between costs as much
 * as the relay's own work.
 */

/** One request to the relay. */
export class Call {
  readonly method: string;
  /** What stands in the address where a request's ID belongs; empty where none does. */
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

  /** Aborted when the client goes away. */
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

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;
