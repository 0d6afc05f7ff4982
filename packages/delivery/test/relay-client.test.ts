import { describe, expect, it, vi } from "vitest";

import { newClaimToken } from "@pct/delivery";

import { decodeBase64, encodeBase64, encodeBase64Url } from "#/base64.js";
import { sha256 } from "#/webcrypto.js";
import { outcome, refusal } from "./refusal.js";
import { callsOf, html, json, play, problem, text } from "./script.js";
import type { RecordedCall, Step } from "./script.js";
import { age, client, delivered, done, expiresAt, newSubject, reset, statusOf } from "./subject.js";

/** What each call sends, and what it makes of the answers, with a real server, in Node and in a browser. */

describe("making a request", () => {
  it("sends key, nonce and the hash of the token, never the token", async () => {
    const subject = await newSubject();
    await play(subject.nonceText, json(201, { id: subject.id, expiresAt }));
    expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });

    const [call] = await callsOf(subject.nonceText);
    expect([call?.method, call?.url]).toEqual(["POST", "/api/v1/requests"]);
    expect(call?.headers["content-type"]).toBe("application/json");
    const hash = encodeBase64Url(await sha256(text(subject.claimToken)));
    expect(bodyOf(call)).toEqual({
      publicKey: encodeBase64Url(subject.publicKey),
      nonce: subject.nonceText,
      claimTokenHash: hash,
      expiresIn: 86_400,
    });
    expect(JSON.stringify(call)).not.toContain(subject.claimToken);
  });

  it("is tried again", async () => {
    const subject = await newSubject();
    await play(subject.nonceText, reset, html(503), json(201, { id: subject.id, expiresAt }));
    expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });
    expect(await callsOf(subject.nonceText)).toHaveLength(3);
  });

  it("finds what an earlier try has made, whatever has become of it", async () => {
    for (const found of [done, delivered, problem(410, "already-received")]) {
      const subject = await newSubject();
      await play(subject.nonceText, reset, problem(409, "request-exists"));
      await play(subject.id, found, statusOf(subject));
      expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });
      const [proof, status] = await callsOf(subject.id);
      expect(proof?.headers.authorization).toBe(`Bearer ${subject.claimToken}`);
      expect(status?.headers.authorization).toBeUndefined();
    }
  });

  it("does not take somebody else's for its own", async () => {
    for (const [answer, expected] of [
      [problem(404, "not-found"), "request-exists"],
      [html(404), "relay-answer-invalid"],
      [problem(429, "rate-limited"), "relay-busy"],
    ] as const) {
      const subject = await newSubject();
      await play(subject.nonceText, problem(409, "request-exists"));
      await play(subject.id, answer);
      expect(await outcome(() => client().create(subject))).toBe(expected);
    }
  });

  it("fails where the relay answers for another", async () => {
    const subject = await newSubject();
    const other = await newSubject();
    await play(subject.nonceText, json(201, { id: other.id, expiresAt }));
    expect(await outcome(() => client().create(subject))).toBe("request-altered");
  });

  it.each([
    ["a short key", { publicKey: new Uint8Array(100) }],
    ["a short nonce", { nonce: new Uint8Array(8) }],
    ["a token that is none", { claimToken: "x\r\ny: z" }],
    ["too many seconds", { expiresIn: 2_592_001 }],
  ])("is a bug with %s", async (_, change) => {
    const subject = await newSubject();
    await expect(client().create({ ...subject, ...change })).rejects.toThrow(TypeError);
    expect(await callsOf(subject.nonceText)).toEqual([]);
  });
});

describe("asking for a request", () => {
  it("gives the key after it was verified", async () => {
    const subject = await newSubject();
    const { id, nonce, publicKey } = subject;
    await play(id, statusOf(subject));
    expect(await client().status(id)).toEqual({
      ...{ id, nonce, publicKey },
      state: "open",
      expiresAt,
      maxBytes: 1_048_576,
    });
  });

  it("refuses another key, another nonce, and another ID", async () => {
    const subject = await newSubject();
    const other = await newSubject();
    const publicKey = encodeBase64Url(Uint8Array.from(subject.publicKey, (b, i) => (i ? b : 8)));
    await play(
      subject.id,
      statusOf(subject, { publicKey }),
      statusOf(subject, { nonce: other.nonceText }),
    );
    await play(other.id, statusOf(subject));
    for (const id of [subject.id, subject.id, other.id]) {
      expect(await outcome(() => client().status(id))).toBe("request-altered");
    }
  });

  it.each(["", "x", "../../health", `${"A".repeat(43)}/delivery`, "%2e%2e"])(
    "asks nothing for %j",
    async (id) => {
      const fetch = vi.fn();
      const relay = client({ fetch });
      for (const call of [
        () => relay.status(id),
        () => relay.deliver(id, age),
        () => relay.collect(id, newClaimToken()),
        () => relay.acknowledge(id, newClaimToken()),
        () => relay.cancel(id, newClaimToken()),
      ]) {
        expect(await outcome(call)).toBe("request-id-malformed");
      }
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it("is asked anew each time, whatever a cache may keep", async () => {
    const subject = await newSubject();
    const { headers, ...rest } = statusOf(subject);
    const step = { ...rest, headers: { ...headers, "cache-control": "public, max-age=600" } };
    await play(subject.id, step);
    await client().status(subject.id);
    await client().status(subject.id);
    expect(await callsOf(subject.id)).toHaveLength(2);
  });

  it("brings no cookies back", async () => {
    const subject = await newSubject();
    const { headers, ...rest } = statusOf(subject);
    await play(subject.id, { ...rest, headers: { ...headers, "set-cookie": "a=b" } });
    await client().status(subject.id);
    await client().status(subject.id);
    for (const call of await callsOf(subject.id)) {
      expect(call.headers.cookie).toBeUndefined();
      expect(call.headers.authorization).toBeUndefined();
      expect(call.headers.referer).toBeUndefined();
    }
  });
});

describe("delivering", () => {
  it("sends the bytes", async () => {
    const { id } = await newSubject();
    await play(id, { status: 201 });
    const large = Uint8Array.from({ length: 1_000_000 }, (_, i) => i % 251);
    await client().deliver(id, large);
    const [call] = await callsOf(id);
    expect([call?.method, call?.url]).toEqual(["PUT", `/api/v1/requests/${id}/delivery`]);
    expect(call?.headers["content-type"]).toBe("application/octet-stream");
    expect(call?.body === encodeBase64(large)).toBe(true);
  });

  it("tells an own earlier try from somebody else's answer", async () => {
    const own = encodeBase64Url(await sha256(age));
    const other = encodeBase64Url(await sha256(text("other")));
    const conflict = (digest?: string): Step => problem(409, "already-delivered", { digest });
    for (const [steps, expected] of [
      [[conflict()], "delivery-uncertain"],
      [[conflict(other)], "already-delivered"],
      [[conflict(own)], "accepted"],
      [[reset, conflict(own)], "accepted"],
      [[html(502), conflict(own)], "accepted"],
      [[reset, conflict(other)], "already-delivered"],
      [[reset, conflict()], "delivery-uncertain"],
      [[html(409)], "relay-answer-invalid"],
    ] as const) {
      const { id } = await newSubject();
      await play(id, ...steps);
      expect(await outcome(() => client().deliver(id, age))).toBe(expected);
      expect(await callsOf(id)).toHaveLength(steps.length);
    }
  });

  it("says what is too large, with the limit where it is known", async () => {
    const { id } = await newSubject();
    await play(id, problem(413, "body-too-large", { maxBytes: 5 }), html(413));
    const known = await refusal(() => client().deliver(id, age));
    expect([known.code, known.params]).toEqual([
      "delivery-too-large",
      { bytes: age.length, maximum: 5 },
    ]);
    const unknown = await refusal(() => client().deliver(id, age));
    expect(unknown.params).toEqual({ bytes: age.length, maximum: null });
  });

  it("says what is not taken", async () => {
    const { id } = await newSubject();
    await play(id, problem(415, "type-unsupported"), problem(400, "body-malformed"));
    expect(await outcome(() => client().deliver(id, age))).toBe("delivery-unsupported");
    const refused = await refusal(() => client().deliver(id, age));
    expect([refused.code, refused.params]).toEqual([
      "relay-refused",
      { status: 400, problem: "body-malformed" },
    ]);
  });
});

describe("collecting", () => {
  it("gives the bytes to whoever has the token", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, delivered);
    expect(await client().collect(id, claimToken)).toEqual(age);
    const [call] = await callsOf(id);
    expect([call?.method, call?.url]).toEqual(["GET", `/api/v1/requests/${id}/delivery`]);
    expect(call?.headers.authorization).toBe(`Bearer ${claimToken}`);
    expect(call?.headers.prefer).toBe("wait=25");
  });

  it("gives nothing while there is nothing", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, done);
    expect(await client().collect(id, claimToken, { wait: 0 })).toBeNull();
    const [call] = await callsOf(id);
    expect(call?.headers.prefer).toBeUndefined();
  });

  it("does not run in circles when the relay does not wait", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, done);
    const start = performance.now();
    expect(await client().collect(id, claimToken)).toBeNull();
    expect(performance.now() - start).toBeGreaterThan(1900);
  });

  it("waits longer than other calls do", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, { ...delivered, delay: 600 });
    const relay = client({ answerTimeoutMs: 200, attempts: 1 });
    expect(await relay.collect(id, claimToken, { wait: 1 })).toEqual(age);
    expect(await outcome(() => relay.collect(id, claimToken, { wait: 0 }))).toBe("relay-timeout");
  });

  it("goes on over a relay that is restarted", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, reset, html(502), { ...delivered, fault: "cut" }, delivered);
    expect(await client().collect(id, claimToken)).toEqual(age);
    expect(await callsOf(id)).toHaveLength(4);
  });

  it("ends when it was collected, or is unknown", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(410, "already-received"), problem(404, "not-found"));
    expect(await outcome(() => client().collect(id, claimToken))).toBe("already-received");
    expect(await outcome(() => client().collect(id, claimToken))).toBe("request-unknown");
  });

  it.each([-1, 61, 1.5, NaN])("does not wait %d seconds", async (wait) => {
    const { id, claimToken } = await newSubject();
    await expect(client().collect(id, claimToken, { wait })).rejects.toThrow(TypeError);
  });
});

describe("confirming and cancelling", () => {
  it("are told to the relay with the token", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, done);
    await client().acknowledge(id, claimToken);
    await client().cancel(id, claimToken);
    const calls = await callsOf(id);
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `DELETE /api/v1/requests/${id}/delivery`,
      `DELETE /api/v1/requests/${id}`,
    ]);
    for (const { headers } of calls) expect(headers.authorization).toBe(`Bearer ${claimToken}`);
  });

  it("are repeated until they are heard", async () => {
    for (const action of ["acknowledge", "cancel"] as const) {
      const { id, claimToken } = await newSubject();
      await play(id, reset, problem(503, "store-unavailable"), done);
      await client()[action](id, claimToken);
      expect(await callsOf(id)).toHaveLength(3);
    }
  });

  it("of what has not come is an error", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(409, "not-delivered"));
    expect(await outcome(() => client().acknowledge(id, claimToken))).toBe("not-delivered");
  });

  it("a request that is gone is cancelled, but nothing of it was confirmed", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(404, "not-found"));
    expect(await outcome(() => client().cancel(id, claimToken))).toBe("accepted");
    expect(await outcome(() => client().acknowledge(id, claimToken))).toBe("request-unknown");
    await play(id, html(404));
    expect(await outcome(() => client().cancel(id, claimToken))).toBe("relay-answer-invalid");
  });

  it("a token that is none is a bug", async () => {
    const { id } = await newSubject();
    for (const token of ["", "x", `${newClaimToken()}\r\n`]) {
      await expect(client().collect(id, token)).rejects.toThrow(TypeError);
      await expect(client().acknowledge(id, token)).rejects.toThrow(TypeError);
      await expect(client().cancel(id, token)).rejects.toThrow(TypeError);
    }
    expect(await callsOf(id)).toEqual([]);
  });
});

function bodyOf(call: RecordedCall | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(decodeBase64(call?.body ?? "")));
}
