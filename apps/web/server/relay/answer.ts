import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** What handlers are given and what they give. */

export type RelayContext = Context<RelayEnv>;

export interface RelayEnv {
  /** Node's own request, where there is one: not in tests without a server. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Bytes of the body that were read. */
    received?: number;
  };
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Handler = (c: RelayContext) => Answer | Promise<Answer>;
