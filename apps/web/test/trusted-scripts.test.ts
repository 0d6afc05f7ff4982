import { afterEach, expect, it, vi } from "vitest";

vi.mock("#/crypto/worker-url.js", () => ({
  WORKER_URL: "/worker/crypto-ABCDEFGH.js",
  HASHES_WORKER_URL: "/worker/hashes-ABCDEFGH.js",
  STRENGTH_WORKER_URL: "/worker/strength-ABCDEFGH.js",
  SEGMENTS_WORKER_URL: "/worker/segments-ABCDEFGH.js",
}));

import { trustOwnScripts } from "#/trusted-scripts.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

it("does nothing in browsers without Trusted Types", () => {
  expect(trustOwnScripts).not.toThrow();
});

it("allows the portal's own scripts, and no others", () => {
  let judge: (url: string) => string | null = () => null;
  vi.stubGlobal("trustedTypes", {
    createPolicy(name: string, rules: { createScriptURL: typeof judge }) {
      expect(name).toBe("default");
      expect(Object.keys(rules)).toEqual(["createScriptURL"]);
      judge = rules.createScriptURL;
    },
  });
  trustOwnScripts();
  for (const own of [
    "/_next/static/chunks/0-kbg~plnf.bft_.js",
    "/worker/crypto-ABCDEFGH.js",
    "/worker/hashes-ABCDEFGH.js",
    "/worker/strength-ABCDEFGH.js",
    "/worker/segments-ABCDEFGH.js",
    "/service-worker.js",
  ]) {
    expect(judge(own)).toBe(own);
  }
  for (const other of [
    "https://evil.example/_next/static/chunks/a.js",
    "//evil.example/_next/static/chunks/a.js",
    "/_next/static/chunks/../../../api/v1/x.js",
    "/_next/static/chunks/a.js?x",
    "/api/v1/requests/x",
    "data:text/javascript,alert(1)",
    "blob:http://localhost/1",
    "",
  ]) {
    expect(judge(other)).toBeNull();
  }
});
