import type { RelayContext } from "./answer.js";

/**
 * A header of a request, as Node has read it: made into a `Headers` first, all of them together take as
 * long as the rest of an answer. Without Node, in tests, it is asked of the request.
 *
 * @param name - In lower case.
 */
export function header(c: RelayContext, name: string): string | undefined {
  const { incoming } = c.env;
  if (incoming === undefined) return c.req.header(name);
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
