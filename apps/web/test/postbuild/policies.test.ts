import { expect, it } from "vitest";

import { withPolicy } from "../../postbuild/policies.js";

it("inserts the policy before everything but the encoding", () => {
  const html = '<html><head><meta charSet="utf-8"/><script>one()</script></head></html>';
  expect(withPolicy(html)).toMatch(
    /^<html><head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy" content="[^"<>]+"\/><script>one/,
  );
  expect(withPolicy("<html><head><title>x</title></head></html>")).toMatch(
    /^<html><head><meta http-equiv/,
  );
});

it("hashes the page's inline scripts, and omits directives that only a header supports", () => {
  const html = "<head><script>one()</script><script src=/a.js></script></head>";
  const policy = /content="([^"]+)"/.exec(withPolicy(html))?.[1] ?? "";
  // printf 'one()' | openssl dgst -sha256 -binary | base64
  expect(policy).toContain(
    "script-src 'self' 'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4=';",
  );
  expect(policy).not.toContain("frame-ancestors");
  expect(policy).not.toMatch(/unsafe-(?:inline|eval)/);
});

it("rejects a page without a head", () => {
  expect(() => withPolicy("<p>lost</p>")).toThrow(TypeError);
});
