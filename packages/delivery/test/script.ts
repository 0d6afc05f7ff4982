import { inject } from "vitest";

import { encodeBase64 } from "#/base64.js";

/** Controls the scripted relay from a test, in Node or in a browser. */

/** The response to one call. The last step repeats for further calls. */
export interface Step {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body?: string;
  /** Milliseconds before the response. */
  readonly delay?: number;
  /**
   * `reset`: hangs up without an answer; `silence`: never answers; `cut`: hangs up in the middle of the
   * body; `stall`: stops in the middle; `flood`: never stops; `drip`: sends a byte every 50 ms.
   */
  readonly fault?: "reset" | "silence" | "cut" | "stall" | "flood" | "drip";
}

export interface RecordedCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
}

export async function play(key: string, ...steps: Step[]): Promise<void> {
  await fetch(scriptOf(key), { method: "PUT", body: JSON.stringify(steps) });
}

export async function callsOf(
  key: string,
  server: "scriptedRelay" | "elsewhere" = "scriptedRelay",
): Promise<RecordedCall[]> {
  const response = await fetch(scriptOf(key, server), { cache: "no-store" });
  return (await response.json()) as RecordedCall[];
}

function scriptOf(key: string, server: "scriptedRelay" | "elsewhere" = "scriptedRelay"): string {
  return `${inject(server)}/script/${key}`;
}

export function json(status: number, value: unknown): Step {
  return bytes(status, "application/json; charset=utf-8", text(JSON.stringify(value)));
}

export function problem(status: number, code: string, more: object = {}): Step {
  const document = { type: "about:blank", title: code, status, code, ...more };
  return bytes(status, "application/problem+json", text(JSON.stringify(document)));
}

export function html(status: number): Step {
  return bytes(status, "text/html", text("<!doctype html><title>x</title>"));
}

export function bytes(status: number, mediaType: string, content: Uint8Array): Step {
  return { status, headers: { "content-type": mediaType }, body: encodeBase64(content) };
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
