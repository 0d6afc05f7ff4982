import { keyedNames } from "../keyed-names.js";
import type { RequestEvent } from "../stores/store.js";

/** What happens to requests, for the administrator: who holds a secret, and what it is, is not known here. */

export interface RelayEvent {
  readonly type: RequestEvent;
  /** ISO 8601. */
  readonly time: string;
  /** A keyed hash of the request's ID: equal for all events of one request. */
  readonly request: string;
}

/** Where events go. */
export interface EventSink {
  /** Takes an event, and returns at once. */
  add(event: RelayEvent): void;
  /** Sends what waits, as far as a few seconds allow. */
  close(): Promise<void>;
}

/**
 * A listener for {@link RelayStore.onEvent} that passes events on.
 *
 * @param key - For the names of requests: an attacker who sees events and knows a link cannot match them.
 */
export function eventListener(
  sinks: readonly EventSink[],
  key: Uint8Array,
): (type: RequestEvent, id: string) => void {
  const nameOf = keyedNames(key);
  return (type, id) => {
    const event = { type, time: new Date().toISOString(), request: nameOf(id) };
    for (const sink of sinks) sink.add(event);
  };
}
