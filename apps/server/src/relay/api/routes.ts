import type { Handler } from "./call.js";
import type { RelayHandlers } from "./handlers.js";
import { Refusal } from "./problem.js";

/** Which handler answers a method and a path. */

export interface Route {
  /** For log and metrics: the path without the ID. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly handlerFor: (method: string) => Handler;
}

/** The routes of the relay; other paths and methods get a handler that refuses them. */
export function relayRoutes(call: RelayHandlers): readonly Route[] {
  return [
    route("/requests", /^\/requests$/, { POST: call.create }),
    route("/requests/ID", /^\/requests\/([^/]+)$/, { GET: call.status, DELETE: call.cancel }),
    route("/requests/ID/delivery", /^\/requests\/([^/]+)\/delivery$/, {
      GET: call.collect,
      PUT: call.deliver,
      DELETE: call.release,
    }),
    route("/health", /^\/health$/, { GET: call.health }),
  ];
}

/** The first route that a path matches, and the ID in the path. */
export function routeOf(
  path: string,
  routes: readonly Route[],
): Pick<Route, "handlerFor"> & { readonly route: string; readonly id: string } {
  for (const { name, pattern, handlerFor } of routes) {
    const match = pattern.exec(path);
    if (match !== null) return { route: name, handlerFor, id: match[1] ?? "" };
  }
  return { route: "other", handlerFor: () => notFound, id: "" };
}

function route(name: string, pattern: RegExp, methods: Readonly<Record<string, Handler>>): Route {
  const allow = Object.keys(methods).join(", ").replace("GET", "GET, HEAD");
  const handlers = new Map(Object.entries(methods));
  const get = handlers.get("GET");
  if (get !== undefined) handlers.set("HEAD", get);
  const notAllowed = refusing(new Refusal("method-not-allowed", { allow }));
  return { name, pattern, handlerFor: (method) => handlers.get(method) ?? notAllowed };
}

const notFound = refusing(new Refusal("not-found"));

function refusing(refusal: Refusal): Handler {
  return () => {
    throw refusal;
  };
}
