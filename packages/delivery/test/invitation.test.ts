import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  INVITATION_ANSWER_BYTES,
  INVITATION_ANSWER_TYPE,
  invitationIdInPath,
  makeInvitationLink,
  makeRequestLink,
  parseInvitationLink,
  parseLink,
  parseRequestLink,
  readInvitationAnswer,
  requestIdInPath,
  writeInvitationAnswer,
} from "@pct/delivery";

import { outcome } from "./refusal.js";

const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const server = "https://pct.example.org";
const link = `${server}/i/${id}`;
const plain = { origin: server, id, for: null, from: null, to: null };

describe("the link of an invitation", () => {
  it("says what for, from whom and to whom", () => {
    const labels = { for: "AWS (prod)", from: "Luis", to: "Ana & Co." };
    const made = makeInvitationLink(server, id, labels);
    expect(made).toBe(`${link}#for=AWS%20%28prod%29&from=Luis&to=Ana%20%26%20Co%2E`);
    expect(parseInvitationLink(made)).toEqual({ ...plain, ...labels });
    expect(makeInvitationLink(server, id)).toBe(link);
  });

  it.each([
    ["in brackets with a full stop", `<${link}>.`, null],
    ["with a language and a slash", `${server}/es/i/${id}/#to=Ana`, "Ana"],
    ["with a query", `${link}?utm_source=mail#to=Ana`, "Ana"],
    ["with an encoded fragment", `${link}%23to%3DAna`, "Ana"],
    ["as Markdown", `[Ana](${link}#to=Ana)`, "Ana"],
    ["broken over two quoted lines", `> ${link.slice(0, 40)}\n> ${link.slice(40)}#to=Ana`, "Ana"],
  ])("is read %s", (_, text, to) => {
    expect(parseInvitationLink(text)).toEqual({ ...plain, to });
  });

  it("is taken out of a service's address, whose host is told", () => {
    const rewritten = `https://www.google.com/url?q=${encodeURIComponent(`${link}#to=Ana`)}&sa=D`;
    const taken = { ...plain, to: "Ana", takenFrom: "www.google.com" };
    expect(parseInvitationLink(rewritten)).toEqual(taken);
    const twice = `https://a.example/?u=${encodeURIComponent(rewritten)}`;
    expect(parseInvitationLink(twice)).toMatchObject({ to: "Ana", takenFrom: "a.example" });
  });

  it("is told from a request link, in both directions", async () => {
    const request = makeRequestLink(server, id, { from: "Ana" });
    expect(await outcome(() => parseInvitationLink(request))).toBe("link-is-request");
    expect(await outcome(() => parseRequestLink(link))).toBe("link-is-invitation");
    const rewritten = `https://a.example/?u=${encodeURIComponent(link)}`;
    expect(await outcome(() => parseRequestLink(rewritten))).toBe("link-is-invitation");
    expect([parseLink(link).kind, parseLink(request).kind]).toEqual(["invitation", "request"]);
    expect(invitationIdInPath(`/en/i/${id}`)).toBe(id);
    expect(invitationIdInPath(`/s/${id}`)).toBeNull();
    expect(requestIdInPath(`/i/${id}`)).toBeNull();
    // A request link has no `to`: it would name a person whom its maker chose.
    expect(parseLink(`${server}/s/${id}#to=Luis`).to).toBeNull();
  });

  it("is refused when two different links are in one address", async () => {
    const both = [link, `${server}/s/${id}`].map(encodeURIComponent);
    const address = `https://a.example/?u=${both[0] ?? ""}&v=${both[1] ?? ""}`;
    expect(await outcome(() => parseLink(address))).toBe("link-malformed");
  });

  it.each(["", link.slice(0, -1), `${link}x`, `${server}/j/${id}`, `${link} ${link}`])(
    "is refused when it is damaged: %j",
    async (text) => {
      expect(await outcome(() => parseInvitationLink(text))).toBe("link-malformed");
    },
  );

  it("reads back whatever its labels are", () => {
    const labels = fc.option(fc.string({ unit: "binary", maxLength: 100 }));
    fc.assert(
      fc.property(labels, labels, labels, (forWhat, from, to) => {
        const made = makeInvitationLink(server, id, { for: forWhat, from, to });
        const read = parseInvitationLink(made);
        expect(makeInvitationLink(read.origin, read.id, read)).toBe(made);
      }),
    );
  });
});

describe("the answer to an invitation", () => {
  const request = makeRequestLink(server, id, { for: "AWS", from: "Ana" });
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
  const good = { type: INVITATION_ANSWER_TYPE, link: request, name: "Ana" };
  const read = (bytes: Uint8Array) => readInvitationAnswer(bytes, { server });

  it("gives the link and the name back", () => {
    const bytes = writeInvitationAnswer({ link: request, name: " Ana\u202E\n" });
    expect(new TextDecoder().decode(bytes)).toBe(`${JSON.stringify(good, null, 2)}\n`);
    expect(read(bytes)).toEqual({ link: parseRequestLink(request), name: "Ana" });
    expect(read(writeInvitationAnswer({ link: request, name: null })).name).toBeNull();
    expect(read(json({ ...good, later: 1 })).name).toBe("Ana");
  });

  it.each([
    ["no JSON", utf8("hunter2")],
    ["cut short", utf8(JSON.stringify(good).slice(0, -1))],
    ["not UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
    ["a list", json([good])],
    ["null", json(null)],
    ["a credential", json({ type: "pct.credential.v1", password: "x" })],
    ["without a link", json({ ...good, link: undefined })],
    ["with a link that is a number", json({ ...good, link: 1 })],
    ["with a name that is a list", json({ ...good, name: [] })],
    ["with a name that is too long", json({ ...good, name: "a".repeat(81) })],
    ["with an invitation in place of a link", json({ ...good, link })],
    ["with text around the link", json({ ...good, link: `<${request}>` })],
    [
      "with a link inside another address",
      json({ ...good, link: `https://a.example/?u=${request}` }),
    ],
    ["with a link without TLS", json({ ...good, link: request.replace("https", "http") })],
    ["with a script for a link", json({ ...good, link: "javascript:alert(1)" })],
    ["nested deeply", utf8("[".repeat(10_000))],
    ["too large", json({ ...good, later: "x".repeat(INVITATION_ANSWER_BYTES) })],
    ["empty", new Uint8Array()],
  ])("is refused: %s", async (_, bytes) => {
    expect(await outcome(() => read(bytes))).toBe("invitation-answer-malformed");
  });

  it("is refused for another server, and in a later version", async () => {
    for (const other of ["https://pct.example.org:8443", "https://evil.example"]) {
      const elsewhere = json({ ...good, link: makeRequestLink(other, id) });
      expect(await outcome(() => read(elsewhere))).toBe("invitation-answer-elsewhere");
    }
    const later = json({ ...good, type: "pct.invitation-answer.v2" });
    expect(await outcome(() => read(later))).toBe("invitation-answer-version-unknown");
  });

  it("is an answer or one of three errors, whatever the bytes are", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map(utf8),
      fc.record({ type: fc.constant(INVITATION_ANSWER_TYPE), link: fc.anything() }).map((value) => {
        return json({ ...value, link: fc.stringify(value.link) });
      }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => {
        expect(await outcome(() => read(input))).toMatch(/^accepted$|^invitation-answer-/);
      }),
    );
  });
});
