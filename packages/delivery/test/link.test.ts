import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  LABEL_CHARACTERS,
  makeRequestLink,
  parseRequestLink,
  requestIdInPath,
  serverOrigin,
} from "@pct/delivery";

import { outcome } from "./refusal.js";

const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const link = `https://pct.example.org/s/${id}`;
const otherId = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
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
    `https://pct.example.org/s/${id}/delivery`,
    `https://pct.example.org/s//${id}`,
    `https://pct.example.org/x/../s/${id}`,
    `https://pct.example.org/S/${id}`,
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

  it.each([
    // A query, a language and a slash.
    [`${link}?utm_source=mail&utm_medium=x`, null],
    [`${link}?`, null],
    [`${link}/`, null],
    [`${link}/?x#for=AWS`, "AWS"],
    [`${link}?fbclid=IwAR0&x=https://evil.example#for=AWS`, "AWS"],
    [`${link}?url=https://evil.example/s/${otherId}`, null],
    [`https://pct.example.org/es/s/${id}`, null],
    [`https://pct.example.org/en/s/${id}/#for=AWS`, "AWS"],
    // A fragment that was encoded, in part, as a whole, or twice.
    [`${link}%23for=AWS%20%28prod%29`, "AWS (prod)"],
    [`${link}%23for%3DAWS%2520%2528prod%2529%26from%3D`, "AWS (prod)"],
    [`${link}#for%3DAWS%2520prod`, "AWS prod"],
    [`${link}%2523for%253DAWS`, "AWS"],
    [`${link}%3Futm%3Dx%23for=AWS`, "AWS"],
    [`${link}%23for=AWS?utm_source=x`, "AWS"],
    [`${link}%23for=AWS%20%232#main`, "AWS #2"],
    [`${link}%23`, null],
    [`${link}#for=AWS&amp;x=y`, "AWS"],
    // What stays at the end.
    [`${link}%20`, null],
    [`${link}%C2%A0`, null],
    [`${link}%E2%80%8B`, null],
    [`${link}%3E`, null],
    [`${link}%22%29.`, null],
    [`${link}%2F`, null],
    [`${link}%0D%0A`, null],
    [`${link}%20?utm=x#for=AWS`, "AWS"],
    [`${link}\u00A0`, null],
    [`\u00A0${link}\u202F\u2003`, null],
    [`${link}&nbsp;`, null],
    // What stands around it.
    [`[${link}]`, null],
    [`{${link}}`, null],
    [`„${link}“`, null],
    [`‹${link}›`, null],
    [`（${link}）。`, null],
    [`「${link}」`, null],
    [`‘${link}’`, null],
    [`&lt;${link}&gt;`, null],
    [`<URL:${link}>`, null],
    // A text that was made a link.
    [`[${link}](${link})`, null],
    [`[AWS (prod)](${link}#for=AWS)`, "AWS"],
    [`<${link}|${link}>`, null],
    [`<${link}#for=AWS|the link>`, "AWS"],
    [`> ${link}`, null],
    [`> > https://pct.example.org/s/${id.slice(0, 20)}\n> > ${id.slice(20)}`, null],
    [`HTTPS://PCT.EXAMPLE.ORG/s/${id}`, null],
  ])("ignores what mail systems and chats add: %j", (text, forWhat) => {
    expect(parseRequestLink(text)).toEqual({ ...plain, for: forWhat });
  });

  it.each([
    `${link}x`,
    `${link}%41`,
    `${link}%2Fx`,
    `${link}%2F%2F`,
    `${link}/x`,
    `${link}//`,
    `${link}/../${id}`,
    `${link}%`,
    `${link}%zz`,
    `${link}%252Fx`,
    `${link}@evil.example`,
    `${link}\\@evil.example`,
    `https://pct.example.org/fr/s/${id}`,
    `https://pct.example.org/es/en/s/${id}`,
    `https://pct.example.org/ES/s/${id}`,
    `https://pct.example.org/pct/s/${id}`,
    `https://pct.example.org/s/${id.slice(0, 20)}%20${id.slice(20)}`,
    `https://pct.example.org/s/${id.slice(0, 20)}/${id.slice(20)}`,
    `https://pct.example.org%2Fs%2F${id}`,
    `https%3A%2F%2Fpct.example.org%2Fs%2F${id}`,
    `${link}?x ${link}`,
    `[${link}](https://evil.example/s/${id})`,
    `[pct.example.org](https://evil.example/s/${id})`,
    `<https://evil.example/s/${id}|${link}>`,
    `<https://evil.example/s/${id}|pct.example.org>`,
    `${link}|${link}|${link}`,
    `${link}#for=x ${link}`,
    `${link}#for=x\nhttps://evil.example/s/${otherId}`,
  ])("has no link in %j", async (text) => {
    expect(await outcome(() => parseRequestLink(text))).toBe("link-malformed");
  });

  it.each([undefined, null, 42, {}])("throws TypeError for %s", (value) => {
    expect(() => parseRequestLink(value as never)).toThrow(TypeError);
  });
});

describe("a link that a service has rewritten", () => {
  const labelled = `${link}#for=AWS%20%28prod%29`;
  const encoded = encodeURIComponent(labelled);
  const [proofpoint2 = ""] = [labelled.replaceAll("%", "-25").replaceAll("_", "-5F")].map((text) =>
    text.replace("://", "-3A__").replaceAll("/", "_").replace("#", "-23").replace("=", "-3D"),
  );
  const safeLinks = `https://eur01.safelinks.protection.outlook.com/?url=${encoded}&data=05%7C02%7Cluis%40example.com%7C1a2b%7C0%7C0%7C638%7CUnknown%7CTWFp%3D%7C0%7C%7C%7C&sdata=Zm9v%2BYmFy%3D&reserved=0`;

  it.each([
    [safeLinks, "eur01.safelinks.protection.outlook.com"],
    [`<${safeLinks}>`, "eur01.safelinks.protection.outlook.com"],
    [safeLinks.replaceAll("&", "&amp;"), "eur01.safelinks.protection.outlook.com"],
    [safeLinks.replace(/.{76}/g, "$&\r\n"), "eur01.safelinks.protection.outlook.com"],
    [
      `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encoded}&locale=es`,
      "statics.teams.cdn.office.net",
    ],
    [`https://www.google.com/url?q=${encoded}&sa=D&source=gmail&ust=17`, "www.google.com"],
    [`https://www.google.es/url?sa=t&url=${encoded}&usg=AOv`, "www.google.es"],
    [`https://www.google.com/url?q=${labelled}`, "www.google.com"],
    [`https://slack-redir.net/link?url=${encoded}&v=3`, "slack-redir.net"],
    [
      `https://urldefense.proofpoint.com/v2/url?u=${proofpoint2}&d=DwMFaQ&c=a_b-c&r=d&m=e&s=f&e=`,
      "urldefense.proofpoint.com",
    ],
    [
      `https://urldefense.proofpoint.com/v1/url?u=${encoded}&k=a%3D%3D%0A&r=b`,
      "urldefense.proofpoint.com",
    ],
    [
      `https://urldefense.com/v3/__${labelled.replace(/[#%]/g, "*")}__;IyUlJQ!!Abc!xyz-_1$`,
      "urldefense.com",
    ],
    [`https://urldefense.us/v3/__${labelled.replace("#", "*")}__;Iw!!Abc!xyz$`, "urldefense.us"],
    [`https://secure-web.cisco.com/1aB-c_d/${encoded}`, "secure-web.cisco.com"],
    [
      `https://eu1.protection.sophos.com/?d=example.org&u=${btoa(labelled)}&p=m`,
      "eu1.protection.sophos.com",
    ],
    [
      `https://linkprotect.cudasvc.com/url?a=${encoded}&c=E,1,abc&typo=1`,
      "linkprotect.cudasvc.com",
    ],
    [`https://url.avanan.click/v2/___${labelled}___.YXAxZTpleGFtcGxl`, "url.avanan.click"],
    [`https://protect.checkpoint.com/v2/r02/___${labelled}___.YXAxZQ`, "protect.checkpoint.com"],
    [`https://l.facebook.com/l.php?u=${encoded}&h=AT0`, "l.facebook.com"],
    [`https://www.google.com/url?q=${encodeURIComponent(safeLinks)}&sa=D`, "www.google.com"],
  ])("is taken out: %j", (text, takenFrom) => {
    expect(parseRequestLink(text)).toEqual({ ...plain, for: "AWS (prod)", takenFrom });
  });

  it("is the same, however often it is repeated", () => {
    const text = `https://a.example/?url=${encoded}&original=${encodeURIComponent(link)}`;
    expect(parseRequestLink(text).origin).toBe(plain.origin);
  });

  it("keeps the labels that stayed outside", () => {
    const text = `https://a.example/?url=${encodeURIComponent(link)}#for=AWS`;
    expect(parseRequestLink(text).for).toBe("AWS");
  });

  it("goes to the host inside, whatever host is outside", () => {
    const evil = encodeURIComponent(`https://evil.example/s/${id}`);
    const read = parseRequestLink(`https://pct.example.org/?url=${evil}`);
    expect(read).toMatchObject({ origin: "https://evil.example", takenFrom: "pct.example.org" });
    // The link itself has a query, which is ignored.
    expect(parseRequestLink(`${link}?url=${evil}`)).toEqual(plain);
  });

  it.each([
    ["without the link", "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F&sa=D"],
    ["with half of it", `https://www.google.com/url?q=${encodeURIComponent(link.slice(0, -1))}`],
    [
      "with two of them",
      `https://a.example/?url=${encoded}&u=${encodeURIComponent(`https://evil.example/s/${id}`)}`,
    ],
    ["with two IDs", `https://a.example/?url=${encoded}&u=https://pct.example.org/s/${otherId}`],
    [
      "with a user",
      `https://a.example/?url=${encodeURIComponent(`https://x@evil.example/s/${id}`)}`,
    ],
    [
      "in too many layers",
      ["a", "b", "c", "d"].reduce(
        (inner, host) => `https://${host}.example/?url=${encodeURIComponent(inner)}`,
        link,
      ),
    ],
    ["in a script", `javascript:location='https://a.example/?url=${encoded}'`],
    ["at a user's host", `https://x@a.example/?url=${encoded}`],
    ["cut off", `https://urldefense.com/v3/__${link}`],
  ])("is refused %s", async (_, text) => {
    expect(await outcome(() => parseRequestLink(text))).toBe("link-malformed");
  });

  it("is refused over http: to another machine", async () => {
    const text = `https://a.example/?url=${encodeURIComponent(`http://example.org/s/${id}`)}`;
    expect(await outcome(() => parseRequestLink(text))).toBe("server-insecure");
  });

  it.each([
    "https://protect-eu.mimecast.com/s/1aBcCD9eFg?domain=pct.example.org",
    "https://url.uk.m.mimecastprotect.com/s/1aBcCD9eFgH0iJ?domain=pct.example.org",
    "https://seclinks.cloud-security.net/2/abc",
    "https://t.co/1aBcCD9eFg",
    "http://bit.ly/2xYz",
  ])("is in the service's database alone: %s", async (text) => {
    expect(await outcome(() => parseRequestLink(text))).toBe("link-hidden");
  });

  it("is read in linear time", () => {
    const parts = [
      "?",
      "#",
      "%23",
      "%25",
      "&a=",
      "__",
      "*",
      "\n> ",
      "&amp;",
      " .",
      "%23for",
      "-3A",
    ];
    for (const part of [...parts, "https://a/s/", "?url=https://a.example/"]) {
      for (const start of [
        "",
        link,
        "https://urldefense.com/v3/__",
        "https://a.example/?u=https://",
      ]) {
        const text = (start + part.repeat(16_384)).slice(0, 16_384);
        const begin = performance.now();
        expect(() => parseRequestLink(text)).not.toThrow(TypeError);
        expect(performance.now() - begin).toBeLessThan(50);
      }
    }
  });
});

describe("requestIdInPath", () => {
  it.each([
    [`/s/${id}`, id],
    [`/s/${id}/`, id],
    [`/es/s/${id}`, id],
    [`/en/s/${id}/`, id],
    [`/s/${id}%23for=a%2Fb`, id],
    [`/s/${id}%C2%A0`, id],
    [`/s/${id}%3E`, id],
    [`/s/${id}/x`, null],
    [`/s/${id}x`, null],
    [`/fr/s/${id}`, null],
    [`/s/${id.slice(1)}`, null],
    [`//evil.example/s/${id}`, null],
    ["/s/", null],
    ["/", null],
  ])("%s: %s", (path, expected) => {
    expect(requestIdInPath(path)).toBe(expected);
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
