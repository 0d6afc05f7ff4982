import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { pagePolicy, pagePolicyForMeta } from "#/index.js";

function hash(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

function scriptSources(html: string): string {
  return /(?:^|; )script-src ([^;]*)/.exec(pagePolicy(html))?.[1] ?? "";
}

describe("allows the inline scripts of a page", () => {
  it.each([
    ["a page without scripts", "<p>text</p>", []],
    ["one inline script", "<script>a()</script>", ["a()"]],
    ["two, in their order", "<script>a()</script><script>b()</script>", ["a()", "b()"]],
    ["the same one twice", "<script>a()</script><script>a()</script>", ["a()"]],
    ["with attributes", '<script id="_R_" type="module">a()</script>', ["a()"]],
    ["with > inside of an attribute", `<script data-a="x>y" data-b='>'>a()</script>`, ["a()"]],
    ["in capitals", "<SCRIPT>a()</SCRIPT>", ["a()"]],
    ["with a space in its end tag", "<script>a()</script >", ["a()"]],
    ["over several lines", "<script>\n a();\n b();\n</script>", ["\n a();\n b();\n"]],
    ["with line breaks that a parser replaces", "<script>a\r\nb\rc</script>", ["a\nb\nc"]],
    ["beyond ASCII", "<script>a('ñ→😀')</script>", ["a('ñ→😀')"]],
    ["with < and > in it", "<script>a<b>c</script>", ["a<b>c"]],
    ["empty", "<script></script>", [""]],
    [
      "not those that are loaded",
      '<script src="/a.js"></script><script async SRC=b.js></script>',
      [],
    ],
    ["data-src is not src", '<script data-src="/a.js">a()</script>', ["a()"]],
  ])("%s", (_, html, scripts) => {
    expect(scriptSources(html)).toBe(["'self'", ...scripts.map(hash)].join(" "));
  });
});

it("has these other directives", () => {
  expect(pagePolicy("")).toBe(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types default",
      "frame-ancestors 'none'",
    ].join("; "),
  );
});

it("lacks only frame-ancestors as <meta>", () => {
  const html = "<script>a()</script>";
  expect(`${pagePolicyForMeta(html)}; frame-ancestors 'none'`).toBe(pagePolicy(html));
});
