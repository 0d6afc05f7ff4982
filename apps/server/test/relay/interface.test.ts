import {
  problemSchema,
  PROBLEMS,
  requestCreatedSchema,
  requestStatusSchema,
} from "@pct/delivery/wire";
import { beforeEach, describe, expect, it } from "vitest";

import { memoryStore } from "./stores/memory.js";
import {
  ageFile,
  bearer,
  callsTo,
  newRelay,
  newRequest,
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
  it("creates a request whose ID is computed from nonce, claim-token hash and key", async () => {
    const request = newRequest();
    const response = await calls.create(request);
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("application/json");
    const created = requestCreatedSchema.parse(await response.json());
    expect(created).toEqual({ id: request.id, expiresAt: "2030-01-01T01:00:00.000Z" });
  });

  it("uses a day by default", async () => {
    const { body } = newRequest();
    const response = await ask("/requests", {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ ...body, expiresIn: undefined }),
    });
    expect(await response.json()).toMatchObject({ expiresAt: "2030-01-02T00:00:00.000Z" });
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
    for (const keyType of ["mlkem768x25519", "tostring"]) {
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
    });
  });
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

  it("returns 409 while there is no delivery", async () => {
    const response = await calls.acknowledge(await requestIn("open", calls));
    expect(await problemOf(response)).toMatchObject({ status: 409, code: "not-delivered" });
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
