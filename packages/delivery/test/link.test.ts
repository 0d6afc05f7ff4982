import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { LABEL_CHARACTERS, makeRequestLink, parseRequestLink, serverOrigin } from "@pct/delivery";

import { outcome } from "./refusal.js";

const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const link = `https://pct.example.org/s/${id}`;
const plain = { origin: "https://pct.example.org", id, for: null, from: null };

describe("makeRequestLink", () => {
  it("makes a link without labels", () => {
    expect(makeRequestLink("https://pct.example.org", id)).toBe(link);
    expect(makeRequestLink("https://PCT.example.org/", id, { for: "", from: null })).toBe(link);
    expect(makeRequestLink("http://localhost:3000", id)).toBe(`http://localhost:3000/s/${id}`);
  });

  it("puts labels in the fragment", () => {
    expect(makeRequestLink(plain.origin, id, { for: "AWS (prod).", from: "Ñ & Co" })).toBe(
      `${link}#for=AWS%20%28prod%29%2E&from=%C3%91%20%26%20Co`,
    );
  });

  it("encodes characters that a chat cuts from the end of a link", () => {
    for (const from of ["x.", "x!", "x?", "(x)", "*x*", "_x_", "~x~", "'x'", "x,", "x;", "x…"]) {
      const made = makeRequestLink(plain.origin, id, { from });
      expect(parseRequestLink(`**(${made}).**`).from).toBe(from);
    }
  });

  it.each(["", "x", `${id}x`, id.replace("_", "+"), `../${id}`, id.toUpperCase()])(
    "rejects the ID %j",
    async (bad) => {
      expect(await outcome(() => makeRequestLink(plain.origin, bad))).toBe("request-id-malformed");
    },
  );

  it("makes links that parseRequestLink reads back", () => {
    const origins = fc.constantFrom("https://a.example", "https://b.example:8443", "http://[::1]");
    const labels = fc.option(fc.string({ unit: "binary", maxLength: 100 }));
    fc.assert(
      fc.property(origins, labels, labels, (origin, forWhat, from) => {
        const made = makeRequestLink(origin, id, { for: forWhat, from });
        const read = parseRequestLink(made);
        expect({ origin: read.origin, id: read.id }).toEqual({ origin, id });
        // makeRequestLink cleans labels, so that both people see the same.
        expect(makeRequestLink(read.origin, read.id, read)).toBe(made);
      }),
    );
  });
});

describe("parseRequestLink", () => {
  it.each([
    link,
    `  ${link}  `,
    `\n\t${link}\r\n`,
    `<${link}>`,
    `(${link})`,
    `"${link}".`,
    `«${link}»`,
    `“${link}”`,
    `${link}.`,
    `${link},`,
    `${link}!?`,
    `*${link}*`,
    `**${link}**`,
    `_${link}_`,
    `\`${link}\``,
    `\u200B${link}\u200E`,
    `\uFEFF${link}`,
    `${link}#`,
    `${link}#utm_source=chat`,
    `${link}#for=&from=%20`,
    `${link}#for=%ff`,
    `${link}#for=%C3`,
    `${link}#FOR=x`,
    `Https://pct.example.org/s/${id}`,
    `https://PCT.Example.ORG/s/${id}`,
    `https://pct.example.org:443/s/${id}`,
    `https://pct.example.org/\r\ns/${id.slice(0, 20)}\r\n${id.slice(20)}`,
  ])("accepts %j", (text) => {
    expect(parseRequestLink(text)).toEqual(plain);
  });

  it.each([
    ["https://[2001:db8::1]", "https://[2001:db8::1]"],
    ["https://192.0.2.7:8443", "https://192.0.2.7:8443"],
    ["http://localhost", "http://localhost"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["http://127.1.2.3", "http://127.1.2.3"],
    ["http://0x7f.1", "http://127.0.0.1"],
    ["http://[::1]:3000", "http://[::1]:3000"],
    ["https://ñandú.example", "https://xn--and-6ma2c.example"],
  ])("accepts the server %s", (server, origin) => {
    expect(parseRequestLink(`${server}/s/${id}`).origin).toBe(origin);
  });

  it.each([
    "",
    " ",
    "hello",
    id,
    `/s/${id}`,
    `pct.example.org/s/${id}`,
    `//pct.example.org/s/${id}`,
    `ftp://pct.example.org/s/${id}`,
    `javascript:alert(1)//${link}`,
    `https:/pct.example.org/s/${id}`,
    `https:\\\\pct.example.org\\s\\${id}`,
    `https://pct.example.org\\@evil.example/s/${id}`,
    `https://user@pct.example.org/s/${id}`,
    `https://user:pass@pct.example.org/s/${id}`,
    `https://pct.example.org/s/${id.slice(1)}`,
    `https://pct.example.org/s/${id}A`,
    `https://pct.example.org/s/${id.slice(0, 42)}t`,
    `https://pct.example.org/s/${id.slice(0, 42)}=`,
    `https://pct.example.org/s/${id.replace("_", "/")}`,
    `https://pct.example.org/s/${id.replace("_", "%5F")}`,
    `https://pct.example.org/s/${id}/`,
    `https://pct.example.org/s/${id}/delivery`,
    `https://pct.example.org/s/${id}?utm_source=x`,
    `https://pct.example.org/s//${id}`,
    `https://pct.example.org/x/../s/${id}`,
    `https://pct.example.org/S/${id}`,
    `https://pct.example.org/es/s/${id}`,
    `https://pct.example.org/s/ ${id}`,
    `https://pct.example.org:99999/s/${id}`,
    `https://:443/s/${id}`,
    `https://exa mple.org/s/${id}`,
    `https://[::1/s/${id}`,
    `${link} ${link}`,
    `${link} hola`,
    `See ${link}`,
    `${link}\n${link}`,
    `${link}#${"x".repeat(5000)}`,
    ".".repeat(4096),
    " .".repeat(2048),
  ])("rejects %j", async (text) => {
    expect(await outcome(() => parseRequestLink(text))).toBe("link-malformed");
  });

  it.each([
    "http://pct.example.org",
    "http://192.168.1.10:3000",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://evil.localhost",
    "http://0.0.0.0:3000",
    "http://[::ffff:127.0.0.1]",
  ])("rejects %s without TLS", async (server) => {
    expect(await outcome(() => parseRequestLink(`${server}/s/${id}`))).toBe("server-insecure");
  });

  it("throws only DeliveryError", async () => {
    const parts = fc.constantFrom(
      "https://",
      "a.example",
      "/s/",
      id,
      "#",
      "for=",
      "&",
      "%",
      "\u0000",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.oneof(parts, fc.string({ maxLength: 3 }))).map((all) => all.join("")),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(["accepted", "link-malformed"]).toContain(
          await outcome(() => parseRequestLink(text)),
        );
      }),
    );
  });

  it.each([undefined, null, 42, {}])("throws TypeError for %s", (value) => {
    expect(() => parseRequestLink(value as never)).toThrow(TypeError);
  });
});

describe("labels of parseRequestLink", () => {
  it.each([
    ["for=AWS&from=Ana", "AWS", "Ana"],
    ["from=Ana&for=AWS", "AWS", "Ana"],
    ["for=a&for=b", "a", null],
    ["for=1%2B1%3D2+3", "1+1=2+3", null],
    ["for=%3Cimg%20src%3Dx%3E", "<img src=x>", null],
    ["for=a%0Ab%09c%00d%1B%5B2J", "a b cd[2J", null],
    ["for=%E2%80%AEgpj.exe", "gpj.exe", null],
    ["for=%E2%80%8D%20", null, null],
    ["for=%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB", "👩\u200D💻", null],
    ["__proto__=x&constructor=y", null, null],
  ])("%s", (fragment, forWhat, from) => {
    const read = parseRequestLink(`${link}#${fragment}`);
    expect({ for: read.for, from: read.from }).toEqual({ for: forWhat, from });
  });

  it("are cut at the limit, between characters", () => {
    expect(LABEL_CHARACTERS).toBe(80);
    const read = (label: string): string | null =>
      parseRequestLink(`${link}#for=${encodeURIComponent(label)}`).for;
    expect(read("x".repeat(81))).toBe("x".repeat(80));
    expect(read(`${"x".repeat(79)}😀`)).toBe("x".repeat(79));
    expect(read(`${"x".repeat(79)} y`)).toBe("x".repeat(79));
    expect(read("漢".repeat(80))).toBe("漢".repeat(80));
  });
});

describe("serverOrigin", () => {
  it.each([
    ["https://example.org", "https://example.org"],
    [" https://Example.org:443/ ", "https://example.org"],
    ["http://localhost:3000/", "http://localhost:3000"],
  ])("turns %j into %s", (address, origin) => {
    expect(serverOrigin(address)).toBe(origin);
  });

  it.each([
    "",
    "example.org",
    "localhost:3000",
    "https://example.org/pct",
    "https://example.org?x",
    "https://example.org#x",
    "https://user@example.org",
    "ws://example.org",
    "file:///",
    "javascript:alert(1)",
  ])("rejects %j", async (address) => {
    expect(await outcome(() => serverOrigin(address))).toBe("server-malformed");
  });

  it("rejects http: except on this machine", async () => {
    expect(await outcome(() => serverOrigin("http://example.org"))).toBe("server-insecure");
  });
});
