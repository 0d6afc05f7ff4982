import {
  problemSchema,
  PROBLEMS,
  requestCreatedSchema,
  requestStatusSchema,
} from "@pct/delivery/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";

import { memoryStore } from "./stores/memory.js";
import {
  ageFile,
  bearer,
  BYTES_TYPE,
  callsTo,
  LIMITS,
  newRelay,
  newRequest,
  newToken,
  problemOf,
  requestIn,
  sha256,
} from "./fixture.js";
import type { Ask, Calls, TestRequest } from "./fixture.js";

const START = Date.parse("2030-01-01T00:00:00Z");

let now: number;
let ask: Ask;
let calls: Calls;
beforeEach(() => {
  now = START;
  const clock = () => now;
  const capacity = { entries: 1000, bytes: 10_000_000 };
  ({ ask } = newRelay({ clock, store: memoryStore({ capacity, clock }) }));
  calls = callsTo(ask);
});

describe("POST /requests", () => {
  it.each([
    ["an RSA key that names no type", undefined],
    ["an RSA key", "rsa"],
    ["a post-quantum key", "mlkem768x25519"],
  ] as const)(
    "creates a request whose ID is computed from all of it, with %s",
    async (_, keyType) => {
      const request = newRequest(keyType === undefined ? {} : { keyType });
      const response = await calls.create(request);
      expect(response.status).toBe(201);
      expect(response.headers.get("content-type")).toBe("application/json");
      const created = requestCreatedSchema.parse(await response.json());
      expect(created).toEqual({ id: request.id, expiresAt: "2030-01-01T01:00:00.000Z" });
      const status = requestStatusSchema.parse(await (await calls.status(request)).json());
      const { publicKey } = request.body;
      expect(status).toMatchObject({ keyType: keyType ?? "rsa", publicKey });
    },
  );

  it("uses a day by default", async () => {
    const { body } = newRequest();
    const response = await ask("/requests", {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ ...body, expiresIn: undefined }),
    });
    expect(await response.json()).toMatchObject({ expiresAt: "2030-01-02T00:00:00.000Z" });
  });

  it("shortens one that lives longer than the administrator allows, and says until when", async () => {
    const limits = { ...LIMITS, maxExpirySeconds: 600 };
    const calls = callsTo(newRelay({ clock: () => START, limits }).ask);
    for (const [expiresIn, end] of [
      [2_592_000, "2030-01-01T00:10:00.000Z"],
      [599, "2030-01-01T00:09:59.000Z"],
    ] as const) {
      const request = newRequest({ expiresIn });
      expect(await (await calls.create(request)).json()).toMatchObject({ expiresAt: end });
    }
  });

  it("rejects a second one with the same nonce, token and key", async () => {
    const request = newRequest();
    await calls.create(request);
    const response = await calls.create(request);
    expect(await problemOf(response)).toMatchObject({ status: 409, code: "request-exists" });
    expect((await calls.collect(request)).status).toBe(204);
  });

  it("gives another ID to the same nonce and key with another token", async () => {
    const request = newRequest();
    await calls.create(request);
    const { claimTokenHash } = newRequest().body;
    const response = await calls.create({ ...request, body: { ...request.body, claimTokenHash } });
    const { id } = requestCreatedSchema.parse(await response.json());
    expect(id).not.toBe(request.id);
    expect((await calls.collect(request)).status).toBe(204);
  });

  it("rejects a key type that it does not support", async () => {
    const { body } = newRequest();
    const publicKey = Buffer.alloc(1216).toString("base64url");
    for (const keyType of ["mlkem1024", "tostring"]) {
      const response = await ask("/requests", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, keyType, publicKey }),
      });
      expect(await problemOf(response)).toMatchObject({ code: "key-type-unsupported" });
    }
  });
});

describe("GET /requests/ID", () => {
  it.each(["open", "delivered", "received"] as const)("reports the state %s", async (state) => {
    const request = await requestIn(state, calls);
    const response = await calls.status(request);
    expect(response.status).toBe(200);
    const { publicKey, nonce, claimTokenHash } = request.body;
    const expiresAt = "2030-01-01T01:00:00.000Z";
    expect(requestStatusSchema.parse(await response.json())).toEqual({
      keyType: "rsa",
      publicKey,
      nonce,
      claimTokenHash,
      state,
      expiresAt,
      maxBytes: 1_048_576,
      ...(state === "received" ? { receivedAt: "2030-01-01T00:00:00.000Z" } : {}),
    });
  });
});

it("GET /requests/ID says that senders must confirm the words, if the administrator says so", async () => {
  const calls = callsTo(newRelay({ requireWords: true }).ask);
  const status = await (await calls.status(await requestIn("open", calls))).json();
  expect(requestStatusSchema.parse(status)).toMatchObject({ requireWords: true });
});

describe("PUT /requests/ID/delivery", () => {
  it.each([
    ["binary", ageFile()],
    ["armored", Buffer.from("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n")],
    ["of a mebibyte", ageFile(Buffer.alloc(1_048_576 - 22))],
  ])("accepts an age file, %s", async (_, file) => {
    const request = await requestIn("open", calls);
    const response = await calls.deliver(request, file);
    expect([response.status, await response.text()]).toEqual([201, ""]);
    const collected = await calls.collect(request);
    expect(Buffer.from(await collected.arrayBuffer()).equals(file)).toBe(true);
  });

  it.each(["delivered", "received"] as const)(
    "rejects with the digest of the first delivery when it is %s",
    async (state) => {
      const first = ageFile();
      const request = await requestIn(state, calls, first);
      const response = await calls.deliver(request);
      expect(problemSchema.parse(await problemOf(response))).toEqual({
        title: "Conflict",
        status: 409,
        code: "already-delivered",
        digest: sha256(first),
      });
    },
  );
});

describe("GET /requests/ID/delivery", () => {
  it("returns the same bytes to the holder of the token each time", async () => {
    const file = ageFile();
    const request = await requestIn("delivered", calls, file);
    for (let i = 0; i < 3; i++) {
      const response = await calls.collect(request);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("application/octet-stream");
      expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
    }
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "delivered" });
  });

  it("returns 204 while there is no delivery", async () => {
    const request = await requestIn("open", calls);
    const response = await calls.collect(request);
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  it("returns 410 after it was acknowledged", async () => {
    const request = await requestIn("received", calls);
    const response = await calls.collect(request);
    expect(await problemOf(response)).toMatchObject({ status: 410, code: "already-received" });
  });

  it("accepts the scheme in any case (RFC 9110 §11.1)", async () => {
    const { id, token } = await requestIn("delivered", calls);
    const headers = { authorization: `bEARER ${token}` };
    expect((await ask(`/requests/${id}/delivery`, { headers })).status).toBe(200);
  });
});

describe("DELETE /requests/ID/delivery", () => {
  it("acknowledges, also repeatedly", async () => {
    const request = await requestIn("delivered", calls);
    for (let i = 0; i < 2; i++) expect((await calls.acknowledge(request)).status).toBe(204);
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "received" });
  });

  const RECEIPT = "AAECAwQFBgcICQoLDA0ODw";

  it("shows the receipt and the time of the first acknowledgement until the request is over", async () => {
    const request = await requestIn("delivered", calls);
    const before: unknown = await (await calls.status(request)).json();
    expect(before).not.toHaveProperty("receipt");
    expect(before).not.toHaveProperty("receivedAt");
    now += 60_000;
    const receivedAt = new Date(now).toISOString();
    expect((await calls.acknowledge(request, { "pct-receipt": RECEIPT })).status).toBe(204);
    now += 60_000;
    const other = { "pct-receipt": "BBECAwQFBgcICQoLDA0ODw" };
    expect((await calls.acknowledge(request, other)).status).toBe(204);
    const status = requestStatusSchema.parse(await (await calls.status(request)).json());
    expect(status).toMatchObject({ state: "received", receipt: RECEIPT, receivedAt });
  });

  it("shows no receipt if the recipient sent none", async () => {
    const status: unknown = await (await calls.status(await requestIn("received", calls))).json();
    expect(status).not.toHaveProperty("receipt");
    expect(status).toHaveProperty("receivedAt", new Date(now).toISOString());
  });

  it.each([
    ["empty", ""],
    ["too short", RECEIPT.slice(1)],
    ["too long", `${RECEIPT}A`],
    ["in another alphabet", "AAECAwQFBgcICQoLDA0+/w"],
    ["with stray bits", "AAECAwQFBgcICQoLDA0ODx"],
    ["with padding", `${RECEIPT}==`],
    ["a list", `${RECEIPT}, ${RECEIPT}`],
    ["markup", "<script>alert(1)</script>"],
    ["very long", "A".repeat(8000)],
  ])("rejects a receipt that is %s, and erases nothing", async (_, receipt) => {
    const request = await requestIn("delivered", calls);
    const response = await calls.acknowledge(request, { "pct-receipt": receipt });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: "header-malformed" });
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "delivered" });
  });

  it("accepts every receipt of 16 bytes", async () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(bytes, async (bytes) => {
        const receipt = Buffer.from(bytes).toString("base64url");
        const request = await requestIn("delivered", calls);
        expect((await calls.acknowledge(request, { "pct-receipt": receipt })).status).toBe(204);
        expect(await (await calls.status(request)).json()).toMatchObject({ receipt });
      }),
      { numRuns: 25 },
    );
  });

  it("erases only the delivery that If-Match names", async () => {
    const file = ageFile();
    const request = await requestIn("delivered", calls, file);
    const other = await calls.acknowledge(request, { "if-match": `"${sha256("other")}"` });
    expect(await problemOf(other)).toMatchObject({ status: 412, code: "delivery-changed" });
    expect((await calls.collect(request)).status).toBe(200);
    for (const tag of [`"${sha256(file)}"`, "*"]) {
      expect((await calls.acknowledge(request, { "if-match": tag })).status).toBe(204);
    }
  });

  it.each(["", "x", '""', '"x"', sha256("x"), `W/"${sha256("x")}"`, `"${sha256("x")}", "x"`])(
    "rejects If-Match: %s",
    async (tag) => {
      const request = await requestIn("delivered", calls);
      const response = await calls.acknowledge(request, { "if-match": tag });
      expect(await problemOf(response)).toMatchObject({ status: 400, code: "header-malformed" });
      expect((await calls.collect(request)).status).toBe(200);
    },
  );

  it("returns 409 while there is no delivery", async () => {
    const response = await calls.acknowledge(await requestIn("open", calls));
    expect(await problemOf(response)).toMatchObject({ status: 409, code: "not-delivered" });
  });
});

describe("DELETE /requests/ID/delivery with the token of the sender", () => {
  it("takes the delivery back: the request is open, and another one is accepted", async () => {
    const [request, token] = [await requestIn("open", calls), newToken()];
    expect((await calls.deliver(request, ageFile(), token)).status).toBe(201);
    for (let i = 0; i < 2; i++) {
      const response = await calls.withdraw(request, token);
      expect([response.status, await response.text()]).toEqual([204, ""]);
    }
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "open" });
    expect((await calls.collect(request)).status).toBe(204);
    expect(await problemOf(await calls.acknowledge(request))).toMatchObject({
      status: 409,
      code: "not-delivered",
    });
    const corrected = ageFile();
    expect((await calls.deliver(request, corrected)).status).toBe(201);
    expect((await calls.deliver(request)).status).toBe(409);
    const collected = await calls.collect(request);
    expect(Buffer.from(await collected.arrayBuffer()).equals(corrected)).toBe(true);
  });

  it("returns 409 once the delivery was acknowledged", async () => {
    const [request, token] = [await requestIn("open", calls), newToken()];
    await calls.deliver(request, ageFile(), token);
    await calls.acknowledge(request);
    const response = await calls.withdraw(request, token);
    expect(await problemOf(response)).toMatchObject({ status: 409, code: "not-withdrawable" });
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "received" });
  });

  it("does not bring the withdrawn delivery back when its call is repeated late", async () => {
    const [request, token, file] = [await requestIn("open", calls), newToken(), ageFile()];
    await calls.deliver(request, file, token);
    await calls.withdraw(request, token);
    for (const late of [file, ageFile(Buffer.alloc(100_000))]) {
      const response = await calls.deliver(request, late, token);
      if (late === file) {
        expect(problemSchema.parse(await problemOf(response))).toMatchObject({
          status: 409,
          code: "delivery-withdrawn",
        });
        expect((await calls.collect(request)).status).toBe(204);
      } else expect(response.status).toBe(201);
    }
  });

  it("leaves a recipient waiting, who gets the next delivery", async () => {
    const [request, token] = [await requestIn("open", calls), newToken()];
    await calls.deliver(request, ageFile(), token);
    await calls.withdraw(request, token);
    const waiting = calls.collect(request, 20);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const corrected = ageFile();
    await calls.deliver(request, corrected);
    expect(Buffer.from(await (await waiting).arrayBuffer()).equals(corrected)).toBe(true);
  });

  it("acknowledges if the sender gave the recipient's hash as its own", async () => {
    const request = await requestIn("open", calls);
    await calls.deliver(request, ageFile(), request.token);
    expect((await calls.acknowledge(request)).status).toBe(204);
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "received" });
  });

  it.each(["", "x", sha256("x").slice(1), `${sha256("x")}A`, `${sha256("x")}, ${sha256("x")}`])(
    "is not possible with PCT-Withdraw-Token-Hash: %s, which is rejected",
    async (hash) => {
      const { id } = await requestIn("open", calls);
      const response = await ask(`/requests/${id}/delivery`, {
        method: "PUT",
        headers: { ...BYTES_TYPE, "pct-withdraw-token-hash": hash },
        body: ageFile(),
      });
      expect(await problemOf(response)).toMatchObject({ status: 400, code: "header-malformed" });
      expect(await (await ask(`/requests/${id}`)).json()).toMatchObject({ state: "open" });
    },
  );

  it("agrees with a model under any order of calls", async () => {
    const call = fc.constantFrom("deliver", "withdraw", "withdrawOld", "acknowledge", "collect");
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 14 }), async (steps) => {
        const request = await requestIn("open", calls);
        let state = "open";
        let current: string | null = null;
        let old: string | null = null;
        for (const step of steps) {
          if (step === "deliver") {
            const token = newToken();
            const { status } = await calls.deliver(request, ageFile(), token);
            expect(status).toBe(state === "open" ? 201 : 409);
            if (state === "open") [state, old, current] = ["delivered", current, token];
          } else if (step === "withdraw" && current !== null) {
            const { status } = await calls.withdraw(request, current);
            expect(status).toBe(state === "received" ? 409 : 204);
            if (state === "delivered") state = "open";
          } else if (step === "withdrawOld" && old !== null) {
            expect((await calls.withdraw(request, old)).status).toBe(404);
          } else if (step === "acknowledge") {
            expect((await calls.acknowledge(request)).status).toBe(state === "open" ? 409 : 204);
            if (state === "delivered") state = "received";
          } else if (step === "collect") {
            const expected = { open: 204, delivered: 200, received: 410 }[state];
            expect((await calls.collect(request)).status).toBe(expected);
          }
          expect(await (await calls.status(request)).json()).toMatchObject({ state });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("DELETE /requests/ID", () => {
  it.each(["open", "delivered", "received"] as const)(
    "cancels a request that is %s",
    async (state) => {
      const request = await requestIn(state, calls);
      expect((await calls.cancel(request)).status).toBe(204);
      await expectEach(request, "cancelled");
    },
  );
});

/** Expects the same problem from every call for a request, whatever its token. */
async function expectEach(request: TestRequest, code: "cancelled" | "expired"): Promise<void> {
  const { create, status, deliver, collect, acknowledge, cancel } = calls;
  const stranger = { ...request, token: newRequest().token };
  for (const call of [create, status, deliver, collect, acknowledge, cancel]) {
    for (const client of [request, stranger]) {
      expect(await problemOf(await call(client))).toMatchObject({ status: 410, code });
    }
  }
  const { id, token } = request;
  for (const path of [`/requests/${id}`, `/requests/${id}/delivery`]) {
    const response = await ask(path, { method: "HEAD", headers: bearer(token) });
    expect([response.status, await response.text()]).toEqual([410, ""]);
  }
}

describe("a request that is over", () => {
  const HOUR = 3_600_000;

  it("is cancelled until it would have expired, then unknown", async () => {
    const request = await requestIn("delivered", calls);
    await calls.cancel(request);
    now = START + HOUR - 1;
    await expectEach(request, "cancelled");
    now = START + HOUR;
    expect((await calls.status(request)).status).toBe(404);
  });

  it("is expired for seven days, then unknown", async () => {
    const request = await requestIn("delivered", calls);
    now = START + HOUR - 1;
    expect((await calls.status(request)).status).toBe(200);
    now = START + HOUR;
    await expectEach(request, "expired");
    now = START + HOUR + 7 * 24 * HOUR - 1;
    await expectEach(request, "expired");
    now = START + HOUR + 7 * 24 * HOUR;
    expect((await calls.status(request)).status).toBe(404);
  });

  it("ends a long poll with what happened", async () => {
    const request = await requestIn("open", calls);
    const waiting = calls.collect(request, 20);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await calls.cancel(request);
    expect(await problemOf(await waiting)).toMatchObject({ status: 410, code: "cancelled" });
  });
});

describe("GET /health", () => {
  it("names the store", async () => {
    const response = await ask("/health");
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: "ok", store: "memory" },
    ]);
  });
});

describe("every answer", () => {
  it("forbids caching", async () => {
    const request = await requestIn("delivered", calls);
    const responses = await Promise.all([
      calls.create(newRequest()),
      calls.create(request),
      calls.status(request),
      calls.collect(request),
      calls.acknowledge(request),
      calls.cancel(request),
      ask("/health"),
      ask("/nothing"),
      ask("/requests"),
    ]);
    for (const { headers } of responses) expect(headers.get("cache-control")).toBe("no-store");
  });

  it("that refuses is a problem document with the status of its code", async () => {
    const request = await requestIn("open", calls);
    const responses = await Promise.all([
      calls.create(request),
      calls.status(newRequest()),
      calls.acknowledge(request),
      calls.deliver(request, Buffer.from("not age")),
      ask("/requests", { method: "POST", body: "{}" }),
      ask("/requests", { method: "PATCH" }),
      ask("/"),
      ask(""),
    ]);
    for (const response of responses) {
      const problem = problemSchema.parse(await problemOf(response));
      expect(problem.status).toBe(response.status);
      expect(PROBLEMS[problem.code as keyof typeof PROBLEMS]).toBe(response.status);
    }
  });

  it.each([
    ["/requests", "POST"],
    ["/requests/ID", "GET, HEAD, DELETE"],
    ["/requests/ID/delivery", "GET, HEAD, PUT, DELETE"],
    ["/health", "GET, HEAD"],
  ])("to another method of %s lists %s", async (path, allow) => {
    for (const method of ["OPTIONS", "PATCH", "PROPFIND"]) {
      const response = await ask(path.replace("ID", newRequest().id), { method });
      expect(await problemOf(response)).toMatchObject({ code: "method-not-allowed" });
      expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    }
  });

  it("to HEAD equals that to GET without the body", async () => {
    const { id, token } = await requestIn("delivered", calls);
    for (const path of [`/requests/${id}`, `/requests/${id}/delivery`, "/health", "/nothing"]) {
      const headers = bearer(token);
      const [head, get] = await Promise.all([
        ask(path, { method: "HEAD", headers }),
        ask(path, { headers }),
      ]);
      expect([head.status, await head.text()]).toEqual([get.status, ""]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    }
  });
});
