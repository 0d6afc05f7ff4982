import { WORKER_URL } from "./crypto/worker-url.js";

/** Our own two beside the pages' chunks: the crypto worker, and what keeps the portal offline. */
export const SCRIPTS = { crypto: WORKER_URL, offline: "/service-worker.js" } as const;

/** What Next's build writes; its loader names nothing else. */
const CHUNK = /^\/_next\/static\/chunks\/[\w~.-]+\.js$/;

/** The part of Trusted Types that is used here; TypeScript's own library has none of it yet. */
interface TrustedTypes {
  createPolicy(name: "default", rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Decides, as the page's only policy, which scripts may be started: those of this portal, by their
 * addresses. Next's loader knows nothing of Trusted Types, so the policy has to be the default one,
 * through which every plain address goes; and it has to be there before the first chunk is loaded.
 *
 * Without Trusted Types, the CSP's `script-src` and `worker-src` still keep strangers out.
 */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) =>
      CHUNK.test(url) || Object.values<string>(SCRIPTS).includes(url) ? url : null,
  });
}
