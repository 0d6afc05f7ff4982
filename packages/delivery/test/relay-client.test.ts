import { describe, expect, it, vi } from "vitest";

import { newClaimToken, newReceipt, newWithdrawToken } from "@pct/delivery";

import { decodeBase64, encodeBase64, encodeBase64Url } from "#/base64.js";
import { sha256 } from "#/webcrypto.js";
import { outcome, refusal } from "./refusal.js";
import { callsOf, html, json, play, problem, text } from "./script.js";
import type { RecordedCall, Step } from "./script.js";
import { age, client, delivered, done, expiresAt, newSubject, reset, statusOf } from "./subject.js";

/** The calls of the client and their results, against a real server, in Node and in a browser. */

describe("create", () => {
  const types = ["rsa", "mlkem768x25519"] as const;
  it.each(types)(
    "sends the %s key, nonce and the hash of the token, not the token",
    async (type) => {
      const subject = await newSubject(type);
      await play(subject.nonceText, json(201, { id: subject.id, expiresAt }));
      expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });

      const [call] = await callsOf(subject.nonceText);
      expect([call?.method, call?.url]).toEqual(["POST", "/api/v1/requests"]);
      expect(call?.headers["content-type"]).toBe("application/json");
      const hash = encodeBase64Url(await sha256(text(subject.claimToken)));
      expect(bodyOf(call)).toEqual({
        keyType: type,
        publicKey: encodeBase64Url(subject.publicKey),
        nonce: subject.nonceText,
        claimTokenHash: hash,
        expiresIn: 86_400,
      });
      expect(JSON.stringify(call)).not.toContain(subject.claimToken);
    },
  );

  it("retries", async () => {
    const subject = await newSubject();
    await play(subject.nonceText, reset, html(503), json(201, { id: subject.id, expiresAt }));
    expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });
    expect(await callsOf(subject.nonceText)).toHaveLength(3);
  });

  it("accepts a request that an earlier try created, in any state", async () => {
    for (const state of ["open", "delivered", "received"]) {
      const subject = await newSubject();
      await play(subject.nonceText, reset, problem(409, "request-exists"));
      await play(subject.id, statusOf(subject, { state }));
      expect(await client().create(subject)).toEqual({ id: subject.id, expiresAt });
      const [status] = await callsOf(subject.id);
      expect(status?.headers.authorization).toBeUndefined();
    }
  });

  it("does not accept an existing request that has another token", async () => {
    const subject = await newSubject();
    const { claimTokenHash } = await newSubject();
    await play(subject.nonceText, problem(409, "request-exists"));
    await play(subject.id, statusOf({ ...subject, claimTokenHash }));
    expect(await outcome(() => client().create(subject))).toBe("request-altered");
  });

  it("reports why an existing request can't be found", async () => {
    for (const [answer, expected] of [
      [problem(404, "not-found"), "request-unknown"],
      [problem(410, "cancelled"), "request-cancelled"],
      [html(404), "relay-answer-invalid"],
      [problem(429, "rate-limited"), "relay-busy"],
    ] as const) {
      const subject = await newSubject();
      await play(subject.nonceText, problem(409, "request-exists"));
      await play(subject.id, answer);
      expect(await outcome(() => client().create(subject))).toBe(expected);
    }
    const subject = await newSubject();
    await play(subject.nonceText, html(409));
    expect(await outcome(() => client().create(subject))).toBe("relay-answer-invalid");
  });

  it("rejects a response for another request", async () => {
    const subject = await newSubject();
    const other = await newSubject();
    await play(subject.nonceText, json(201, { id: other.id, expiresAt }));
    expect(await outcome(() => client().create(subject))).toBe("request-altered");
  });

  it.each([
    ["a short key", { publicKey: new Uint8Array(100) }],
    ["a key of another type", { keyType: "mlkem768x25519" as const }],
    ["a short nonce", { nonce: new Uint8Array(8) }],
    ["an invalid token", { claimToken: "x\r\ny: z" }],
    ["too many seconds", { expiresIn: 2_592_001 }],
  ])("throws TypeError for %s", async (_, change) => {
    const subject = await newSubject();
    await expect(client().create({ ...subject, ...change })).rejects.toThrow(TypeError);
    expect(await callsOf(subject.nonceText)).toEqual([]);
  });
});

describe("status", () => {
  it.each(["rsa", "mlkem768x25519"] as const)("returns the verified key, %s", async (type) => {
    const subject = await newSubject(type);
    const { id, keyType, nonce, publicKey, claimTokenHash } = subject;
    await play(id, statusOf(subject));
    expect(await client().status(id)).toEqual({
      ...{ id, keyType, nonce, publicKey, claimTokenHash },
      state: "open",
      expiresAt,
      maxBytes: 1_048_576,
    });
  });

  it("returns the receipt and the time of an acknowledgement", async () => {
    const subject = await newSubject();
    const received = { state: "received", receivedAt: expiresAt, receipt: newReceipt() };
    await play(subject.id, statusOf(subject, received));
    expect(await client().status(subject.id)).toMatchObject(received);
  });

  it("rejects another key, nonce, claim-token hash and ID", async () => {
    const subject = await newSubject();
    const other = await newSubject();
    const publicKey = encodeBase64Url(Uint8Array.from(subject.publicKey, (b, i) => (i ? b : 8)));
    await play(
      subject.id,
      statusOf(subject, { publicKey }),
      statusOf(subject, { nonce: other.nonceText }),
      statusOf(subject, { claimTokenHash: other.claimTokenHash }),
    );
    await play(other.id, statusOf(subject));
    for (const id of [subject.id, subject.id, subject.id, other.id]) {
      expect(await outcome(() => client().status(id))).toBe("request-altered");
    }
  });

  it("reports a key type that this version does not support", async () => {
    const subject = await newSubject();
    const publicKey = encodeBase64Url(new Uint8Array(1568));
    await play(subject.id, statusOf(subject, { keyType: "mlkem1024", publicKey }));
    expect(await outcome(() => client().status(subject.id))).toBe("request-unsupported");
  });

  it("rejects a key of another type than the ID was made for", async () => {
    const [rsa, hybrid] = [await newSubject(), await newSubject("mlkem768x25519")];
    const [rsaKey, hybridKey] = [rsa, hybrid].map(({ keyType, publicKey }) => ({
      keyType,
      publicKey: encodeBase64Url(publicKey),
    }));
    const size = { publicKey: hybridKey?.publicKey };
    await play(rsa.id, statusOf(rsa, hybridKey), statusOf(rsa, size));
    await play(hybrid.id, statusOf(hybrid, rsaKey), statusOf(hybrid, { keyType: "rsa" }));
    const outcomes = [];
    for (const { id } of [rsa, rsa, hybrid, hybrid]) {
      outcomes.push(await outcome(() => client().status(id)));
    }
    const [altered, invalid] = ["request-altered", "relay-answer-invalid"];
    expect(outcomes).toEqual([altered, invalid, altered, invalid]);
  });

  it.each(["", "x", "../../health", `${"A".repeat(43)}/delivery`, "%2e%2e"])(
    "sends nothing for the ID %j",
    async (id) => {
      const fetch = vi.fn();
      const relay = client({ fetch });
      for (const call of [
        () => relay.status(id),
        () => relay.deliver(id, age),
        () => relay.collect(id, newClaimToken()),
        () => relay.withdraw(id, newWithdrawToken()),
        () => relay.acknowledge(id, newClaimToken()),
        () => relay.cancel(id, newClaimToken()),
      ]) {
        expect(await outcome(call)).toBe("request-id-malformed");
      }
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  it("bypasses the HTTP cache", async () => {
    const subject = await newSubject();
    const { headers, ...rest } = statusOf(subject);
    const step = { ...rest, headers: { ...headers, "cache-control": "public, max-age=600" } };
    await play(subject.id, step);
    await client().status(subject.id);
    await client().status(subject.id);
    expect(await callsOf(subject.id)).toHaveLength(2);
  });

  it("sends no cookies, token or referrer", async () => {
    const subject = await newSubject();
    const { headers, ...rest } = statusOf(subject);
    await play(subject.id, { ...rest, headers: { ...headers, "set-cookie": "a=b" } });
    await client().status(subject.id);
    await client().status(subject.id);
    const calls = await callsOf(subject.id);
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      expect(call.headers.cookie).toBeUndefined();
      expect(call.headers.authorization).toBeUndefined();
      expect(call.headers.referer).toBeUndefined();
    }
  });
});

describe("deliver", () => {
  it("sends the bytes", async () => {
    const { id } = await newSubject();
    await play(id, { status: 201 });
    const large = Uint8Array.from({ length: 1_000_000 }, (_, i) => i % 251);
    await client().deliver(id, large);
    const [call] = await callsOf(id);
    expect([call?.method, call?.url]).toEqual(["PUT", `/api/v1/requests/${id}/delivery`]);
    expect(call?.headers["content-type"]).toBe("application/octet-stream");
    expect(call?.body === encodeBase64(large)).toBe(true);
    expect(call?.headers["pct-withdraw-token-hash"]).toBeUndefined();
  });

  it("sends the hash of the withdraw token, not the token", async () => {
    const { id } = await newSubject();
    const withdrawToken = newWithdrawToken();
    await play(id, reset, { status: 201 });
    await client().deliver(id, age, { withdrawToken });
    const calls = await callsOf(id);
    expect(calls).toHaveLength(2);
    const hash = encodeBase64Url(await sha256(text(withdrawToken)));
    for (const { headers } of calls) expect(headers["pct-withdraw-token-hash"]).toBe(hash);
    expect(JSON.stringify(calls)).not.toContain(withdrawToken);
  });

  it("reports bytes that were withdrawn", async () => {
    const { id } = await newSubject();
    await play(id, problem(409, "delivery-withdrawn"));
    expect(await outcome(() => client().deliver(id, age))).toBe("delivery-withdrawn");
  });

  it("distinguishes an earlier try from another answer by the digest", async () => {
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

  it("reports an answer that is too large, with the limit if known", async () => {
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

  it("reports what the relay does not accept", async () => {
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

describe("collect", () => {
  it("returns the bytes, with the token", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, delivered);
    expect(await client().collect(id, claimToken)).toEqual(age);
    const [call] = await callsOf(id);
    expect([call?.method, call?.url]).toEqual(["GET", `/api/v1/requests/${id}/delivery`]);
    expect(call?.headers.authorization).toBe(`Bearer ${claimToken}`);
    expect(call?.headers.prefer).toBe("wait=25");
  });

  it("returns null without an answer", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, done);
    expect(await client().collect(id, claimToken, { wait: 0 })).toBeNull();
    const [call] = await callsOf(id);
    expect(call?.headers.prefer).toBeUndefined();
  });

  it("waits two seconds if the relay does not wait", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, done);
    const start = performance.now();
    expect(await client().collect(id, claimToken)).toBeNull();
    expect(performance.now() - start).toBeGreaterThan(1900);
  });

  it("adds the wait to the timeout", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, { ...delivered, delay: 600 });
    const relay = client({ answerTimeoutMs: 200, attempts: 1 });
    expect(await relay.collect(id, claimToken, { wait: 1 })).toEqual(age);
    expect(await outcome(() => relay.collect(id, claimToken, { wait: 0 }))).toBe("relay-timeout");
  });

  it("retries while a relay restarts", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, reset, html(502), { ...delivered, fault: "cut" }, delivered);
    expect(await client().collect(id, claimToken)).toEqual(age);
    expect(await callsOf(id)).toHaveLength(4);
  });

  it("rejects a request that is received or unknown", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(410, "already-received"), problem(404, "not-found"));
    expect(await outcome(() => client().collect(id, claimToken))).toBe("already-received");
    expect(await outcome(() => client().collect(id, claimToken))).toBe("request-unknown");
  });

  it("takes no other 410 for a request that is received", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(410, "of-tomorrow"), html(410));
    const refused = await refusal(() => client().collect(id, claimToken));
    expect([refused.code, refused.params]).toEqual([
      "relay-refused",
      { status: 410, problem: "of-tomorrow" },
    ]);
    expect(await outcome(() => client().collect(id, claimToken))).toBe("relay-answer-invalid");
  });

  it.each([-1, 61, 1.5, NaN])("throws TypeError for a wait of %d seconds", async (wait) => {
    const { id, claimToken } = await newSubject();
    await expect(client().collect(id, claimToken, { wait })).rejects.toThrow(TypeError);
  });
});

describe("acknowledge", () => {
  it("sends the receipt, and the digest of the saved answer", async () => {
    const { id, claimToken } = await newSubject();
    const receipt = newReceipt();
    await play(id, done);
    await client().acknowledge(id, claimToken, { answer: age, receipt });
    await client().acknowledge(id, claimToken, { receipt: null });
    const [first, second] = await callsOf(id);
    const digest = encodeBase64Url(await sha256(age));
    expect(first?.headers).toMatchObject({ "pct-receipt": receipt, "if-match": `"${digest}"` });
    expect(second?.headers).not.toHaveProperty("pct-receipt");
    expect(second?.headers).not.toHaveProperty("if-match");
  });

  it("reports that the sender replaced the answer", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(412, "delivery-changed"));
    const call = () => client().acknowledge(id, claimToken, { answer: age });
    expect(await outcome(call)).toBe("delivery-changed");
    expect(await callsOf(id)).toHaveLength(1);
  });

  it.each(["", "x", "AAECAwQFBgcICQoLDA0ODx", "AAECAwQFBgcICQoLDA0OD\n", "é".repeat(22)])(
    "throws TypeError for the receipt %j, and sends nothing",
    async (receipt) => {
      const { id, claimToken } = await newSubject();
      const call = client().acknowledge(id, claimToken, { receipt });
      await expect(call).rejects.toThrow(TypeError);
      expect(await callsOf(id)).toEqual([]);
    },
  );
});

describe("withdraw", () => {
  it("sends the withdraw token, and retries", async () => {
    const { id } = await newSubject();
    const withdrawToken = newWithdrawToken();
    await play(id, reset, html(503), done);
    await client().withdraw(id, withdrawToken);
    const calls = await callsOf(id);
    expect(calls).toHaveLength(3);
    for (const { method, url, headers } of calls) {
      expect(`${method} ${url}`).toBe(`DELETE /api/v1/requests/${id}/delivery`);
      expect(headers.authorization).toBe(`Bearer ${withdrawToken}`);
    }
  });

  it("reports why the answer can't be withdrawn", async () => {
    for (const [answer, expected] of [
      [problem(409, "not-withdrawable"), "already-received"],
      [problem(404, "not-found"), "request-unknown"],
      [problem(410, "cancelled"), "request-cancelled"],
      [problem(410, "expired"), "request-expired"],
      [html(404), "relay-answer-invalid"],
      [html(409), "relay-answer-invalid"],
    ] as const) {
      const { id } = await newSubject();
      await play(id, answer);
      expect(await outcome(() => client().withdraw(id, newWithdrawToken()))).toBe(expected);
    }
  });

  it("throws TypeError for an invalid token", async () => {
    const { id } = await newSubject();
    for (const token of ["", "x", `${newWithdrawToken()}\r\n`]) {
      await expect(client().withdraw(id, token)).rejects.toThrow(TypeError);
      const delivery = client().deliver(id, age, { withdrawToken: token });
      await expect(delivery).rejects.toThrow(TypeError);
    }
    expect(await callsOf(id)).toEqual([]);
  });
});

describe("acknowledge and cancel", () => {
  it("send the token", async () => {
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

  it("retry", async () => {
    for (const action of ["acknowledge", "cancel"] as const) {
      const { id, claimToken } = await newSubject();
      await play(id, reset, problem(503, "store-unavailable"), done);
      await client()[action](id, claimToken);
      expect(await callsOf(id)).toHaveLength(3);
    }
  });

  it("reject an acknowledgement before an answer", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(409, "not-delivered"));
    expect(await outcome(() => client().acknowledge(id, claimToken))).toBe("not-delivered");
  });

  it("accept cancelling an unknown request, but not acknowledging it", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(404, "not-found"));
    expect(await outcome(() => client().cancel(id, claimToken))).toBe("accepted");
    expect(await outcome(() => client().acknowledge(id, claimToken))).toBe("request-unknown");
    await play(id, html(404));
    expect(await outcome(() => client().cancel(id, claimToken))).toBe("relay-answer-invalid");
  });

  it("throw TypeError for an invalid token", async () => {
    const { id } = await newSubject();
    for (const token of ["", "x", `${newClaimToken()}\r\n`]) {
      await expect(client().collect(id, token)).rejects.toThrow(TypeError);
      await expect(client().acknowledge(id, token)).rejects.toThrow(TypeError);
      await expect(client().cancel(id, token)).rejects.toThrow(TypeError);
    }
    expect(await callsOf(id)).toEqual([]);
  });
});

it("reports a used-up share without trying again", async () => {
  const subject = await newSubject();
  const { headers, ...rest } = problem(429, "quota-exceeded");
  const step = { ...rest, headers: { ...headers, "retry-after": "60" } };
  await play(subject.nonceText, step);
  await play(subject.id, step);
  expect(await outcome(() => client().create(subject))).toBe("quota-exceeded");
  expect(await outcome(() => client().deliver(subject.id, age))).toBe("quota-exceeded");
  expect(await callsOf(subject.nonceText)).toHaveLength(1);
  expect(await callsOf(subject.id)).toHaveLength(1);
});

it("tries again when its upload gave way to another one", async () => {
  const { id } = await newSubject();
  const { headers, ...rest } = problem(429, "upload-displaced");
  await play(id, { ...rest, headers: { ...headers, "retry-after": "1" } }, { status: 201 });
  expect(await outcome(() => client().deliver(id, age))).toBe("accepted");
  expect(await callsOf(id)).toHaveLength(2);
});

describe.each([
  ["cancelled", "request-cancelled"],
  ["expired", "request-expired"],
] as const)("a request that is %s", (code, expected) => {
  it("is reported by each call but cancel", async () => {
    const { id, claimToken } = await newSubject();
    await play(id, problem(410, code));
    expect(await outcome(() => client().status(id))).toBe(expected);
    expect(await outcome(() => client().deliver(id, age))).toBe(expected);
    expect(await outcome(() => client().collect(id, claimToken))).toBe(expected);
    expect(await outcome(() => client().acknowledge(id, claimToken))).toBe(expected);
    expect(await outcome(() => client().cancel(id, claimToken))).toBe("accepted");
  });

  it("is not created again", async () => {
    const subject = await newSubject();
    await play(subject.nonceText, problem(410, code));
    expect(await outcome(() => client().create(subject))).toBe(expected);
    expect(await callsOf(subject.nonceText)).toHaveLength(1);
  });
});

function bodyOf(call: RecordedCall | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(decodeBase64(call?.body ?? "")));
}
