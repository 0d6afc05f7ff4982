import type { Handler } from "./call.js";
import type { RelayHandlers } from "./handlers.js";
import { Refusal } from "./problem.js";

/** Which of the handlers answers. */

export interface Address {
  /** For the log: without the ID. */
  readonly route: string;
  readonly pattern: RegExp;
  readonly handlerFor: (method: string) => Handler;
}

/** Each address with its methods; what is not here is a problem, too. */
export function relayAddresses(call: RelayHandlers): readonly Address[] {
  return [
    address("/requests", /^\/requests$/, { POST: call.create }),
    address("/requests/ID", /^\/requests\/([^/]+)$/, { GET: call.status, DELETE: call.cancel }),
    address("/requests/ID/delivery", /^\/requests\/([^/]+)\/delivery$/, {
      GET: call.collect,
      PUT: call.deliver,
      DELETE: call.acknowledge,
    }),
    address("/health", /^\/health$/, { GET: call.health }),
  ];
}

/** The first address that a path belongs to, with the ID in it. */
export function addressOf(
  path: string,
  addresses: readonly Address[],
): Pick<Address, "route" | "handlerFor"> & { readonly id: string } {
  for (const { route, pattern, handlerFor } of addresses) {
    const match = pattern.exec(path);
    if (match !== null) return { route, handlerFor, id: match[1] ?? "" };
  }
  return { route: "other", handlerFor: () => notFound, id: "" };
}

function address(
  route: string,
  pattern: RegExp,
  methods: Readonly<Record<string, Handler>>,
): Address {
  const allow = Object.keys(methods).join(", ").replace("GET", "GET, HEAD");
  const handlers = new Map(Object.entries(methods));
  const get = handlers.get("GET");
  if (get !== undefined) handlers.set("HEAD", get);
  const otherwise = refusing(new Refusal("method-not-allowed", { allow }));
  return { route, pattern, handlerFor: (method) => handlers.get(method) ?? otherwise };
}

const notFound = refusing(new Refusal("not-found"));

function refusing(refusal: Refusal): Handler {
  return () => {
    throw refusal;
  };
}
