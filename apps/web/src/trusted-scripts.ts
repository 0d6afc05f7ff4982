import {
  HASHES_WORKER_URL,
  SEGMENTS_WORKER_URL,
  STRENGTH_WORKER_URL,
  WORKER_URL,
} from "./crypto/worker-url.js";

/** The portal's scripts besides the pages' chunks: its workers. */
export const SCRIPTS = {
  crypto: WORKER_URL,
  hashes: HASHES_WORKER_URL,
  strength: STRENGTH_WORKER_URL,
  segments: SEGMENTS_WORKER_URL,
  offline: "/service-worker.js",
} as const;

/** Chunks, as Next's build names them. Its loader requests nothing else. */
const CHUNK = /^\/_next\/static\/chunks\/[\w~.-]+\.js$/;

/** The part of Trusted Types that is used here; TypeScript's DOM library doesn't have it yet. */
interface TrustedTypes {
  createPolicy(name: "default", rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Creates the page's only Trusted Types policy, which allows the portal's own scripts, by their URLs.
 * It's the default policy, since Next's loader assigns plain strings; and it must exist before the
 * first chunk is loaded.
 *
 * In browsers without Trusted Types, `script-src` and `worker-src` of the CSP still block other hosts.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) =>
      CHUNK.test(url) || Object.values<string>(SCRIPTS).includes(url) ? url : null,
  });
}
