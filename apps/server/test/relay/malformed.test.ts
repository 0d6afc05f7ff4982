import { setTimeout as sleep } from "node:timers/promises";

import { beforeEach, describe, expect, it, vi } from "vitest";

import {
  ageFile,
  BYTES_TYPE,
  callsTo,
  JSON_TYPE,
  newRelay,
  newRequest,
  problemOf,
  requestIn,
} from "./fixture.js";
import type { Ask, Calls, TestRelay } from "./fixture.js";
import { hybridKey, modulusOf, spki } from "./keys.js";

/** Malformed requests get a problem document with a code, never a 500. */

let ask: Ask;
let calls: Calls;
let lines: TestRelay["lines"];
beforeEach(() => {
  ({ ask, lines } = newRelay());
  calls = callsTo(ask);
});

async function refusal(response: Response): Promise<unknown[]> {
  const text = await response.clone().text();
  expect(text).not.toMatch(/\bat .*:\d+|node_modules|\.ts\b|\/server\//);
  const { code, status } = await problemOf(response);
  expect(status).toBe(response.status);
  return [status, code];
}

describe("a request whose body", () => {
  const { body } = newRequest();
  const valid = JSON.stringify(body);

  it.each([
    ["is empty", ""],
    ["is no JSON", "{"],
    ["is two documents", `${valid}${valid}`],
    ["is a list", "[]"],
    ["is null", "null"],
    ["is a number", "1e999"],
    ["is a text", '"publicKey"'],
    ["is no UTF-8", Buffer.concat([Buffer.from('{"publicKey":"'), Buffer.of(0xff, 0xfe)])],
    ["is UTF-16", Buffer.from(valid, "utf16le")],
    ["begins with a byte order mark and ends there", "\uFEFF"],
    ["has another field", JSON.stringify({ ...body, more: 1 })],
    ["has a prototype", `{"__proto__":{},${valid.slice(1)}`],
    ["has no key", JSON.stringify({ ...body, publicKey: undefined })],
    ["has a key in base64", JSON.stringify({ ...body, publicKey: `${body.publicKey}=` })],
    ["has a key with spaces", JSON.stringify({ ...body, publicKey: ` ${body.publicKey}` })],
    ["has a list for a key", JSON.stringify({ ...body, publicKey: [body.publicKey] })],
    ["has a nonce of 15 bytes", JSON.stringify({ ...body, nonce: "AAAAAAAAAAAAAAAAAAAA" })],
    ["has a nonce with stray bits", JSON.stringify({ ...body, nonce: `${"A".repeat(21)}B` })],
    ["has a short hash", JSON.stringify({ ...body, claimTokenHash: "AAAA" })],
    ["expires too soon", JSON.stringify({ ...body, expiresIn: 299 })],
    ["expires too late", JSON.stringify({ ...body, expiresIn: 2_592_001 })],
    ["expires in the past", JSON.stringify({ ...body, expiresIn: -1 })],
    ["expires at a fraction of a second", JSON.stringify({ ...body, expiresIn: 300.5 })],
    ["never expires", JSON.stringify({ ...body, expiresIn: null })],
    ["is deeply nested", `${"[".repeat(8000)}${"]".repeat(8000)}`],
  ])("%s", async (_, text) => {
    const response = await ask("/requests", { method: "POST", headers: JSON_TYPE, body: text });
    expect(await refusal(response)).toEqual([400, "body-malformed"]);
  });

  it.each([
    ["an exponent of 1", spki({ modulus: modulusOf(4096), exponent: Buffer.of(1) })],
    ["an exponent of 3", spki({ modulus: modulusOf(4096), exponent: Buffer.of(3) })],
    ["an even modulus", spki({ modulus: Buffer.concat([modulusOf(2040), Buffer.of(2)]) })],
    ["zeros", Buffer.alloc(294)],
    ["something behind the key", Buffer.concat([spki(), Buffer.alloc(100)])],
    ["something before the key", Buffer.concat([Buffer.alloc(100), spki()])],
  ])("has %s", async (_, publicKey) => {
    const response = await calls.create(newRequest({ publicKey }));
    expect(await refusal(response)).toEqual([400, "key-unsafe"]);
  });

  it.each([
    ["a coefficient of 3329", [[0, 0x01] as const, [1, 0x0d] as const]],
    ["a point whose ignored bit is set", [[1215, 0xff] as const]],
    ["a point of zero", Array.from({ length: 32 }, (_, i) => [1184 + i, 0] as const)],
  ])("has a post-quantum key with %s", async (_, changes) => {
    const publicKey = hybridKey(changes);
    const response = await calls.create(newRequest({ keyType: "mlkem768x25519", publicKey }));
    expect(await refusal(response)).toEqual([400, "key-unsafe"]);
  });

  it.each([
    ["a post-quantum key as RSA", "rsa", hybridKey()],
    ["an RSA key as a post-quantum one", "mlkem768x25519", spki()],
    ["a post-quantum key that is a byte short", "mlkem768x25519", hybridKey().subarray(1)],
  ] as const)("has %s", async (_, keyType, publicKey) => {
    const response = await calls.create(newRequest({ keyType, publicKey }));
    expect(await refusal(response)).toEqual([400, "body-malformed"]);
  });

  it("is larger than any request is not read to its end", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      async pull(controller) {
        // A faster client would fill the buffers of the system first.
        await sleep(1);
        pulled += 4096;
        controller.enqueue(new Uint8Array(4096));
      },
    });
    const response = await ask("/requests", {
      method: "POST",
      headers: JSON_TYPE,
      body: endless,
      duplex: "half",
    });
    expect(await refusal(response)).toEqual([413, "body-too-large"]);
    expect(pulled).toBeLessThan(256 * 1024);
  });

  it.each([undefined, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "has the type %s",
    async (type) => {
      const response = await ask("/requests", {
        method: "POST",
        headers: type === undefined ? {} : { "content-type": type },
        body: new TextEncoder().encode(valid),
      });
      expect(await refusal(response)).toEqual([415, "type-unsupported"]);
    },
  );
});

describe("a delivery", () => {
  it.each([
    ["empty", Buffer.alloc(0)],
    ["a password", Buffer.from("hunter2")],
    ["the beginning of an age file", Buffer.from("age-encryption.org/v")],
    ["an age file of another version", Buffer.from("age-encryption.org/v2\n-> X25519")],
    ["an age file behind a line", Buffer.concat([Buffer.from("\n"), ageFile()])],
    ["another armor", Buffer.from("-----BEGIN PGP MESSAGE-----\n")],
    ["zeros", Buffer.alloc(1000)],
  ])("is no age file: %s", async (_, body) => {
    const request = await requestIn("open", calls);
    expect(await refusal(await calls.deliver(request, body))).toEqual([415, "type-unsupported"]);
    expect((await calls.collect(request)).status).toBe(204);
  });

  it.each([undefined, "application/json", "text/plain", "multipart/form-data; boundary=x"])(
    "has the type %s",
    async (type) => {
      const { id } = await requestIn("open", calls);
      const response = await ask(`/requests/${id}/delivery`, {
        method: "PUT",
        headers: type === undefined ? {} : { "content-type": type },
        body: ageFile(),
      });
      expect(await refusal(response)).toEqual([415, "type-unsupported"]);
    },
  );

  it.each([
    ["one byte", 1_048_577],
    ["ten megabytes", 10_000_000],
  ])("is too large by %s, declared or not", async (_, length) => {
    const request = await requestIn("open", calls);
    const file = ageFile(Buffer.alloc(length - 22));
    const declared = await ask(`/requests/${request.id}/delivery`, {
      method: "PUT",
      headers: { ...BYTES_TYPE, "content-length": length.toString() },
      body: ageFile(),
    });
    expect(await declared.clone().json()).toMatchObject({ maxBytes: 1_048_576 });
    for (const response of [declared, await calls.deliver(request, file)]) {
      expect(await refusal(response)).toEqual([413, "body-too-large"]);
    }
    expect((await calls.collect(request)).status).toBe(204);
  });

  it("is discarded when the client breaks off", async () => {
    const request = await requestIn("open", calls);
    const controller = new AbortController();
    const broken = new ReadableStream({
      start(stream) {
        stream.enqueue(ageFile());
      },
      async pull() {
        await sleep(200);
        controller.abort();
      },
    });
    const asking = ask(`/requests/${request.id}/delivery`, {
      method: "PUT",
      headers: BYTES_TYPE,
      body: broken,
      duplex: "half",
      signal: controller.signal,
    });
    await expect(asking).rejects.toThrow("aborted");
    await vi.waitFor(() => {
      expect(lines.at(-1)).toMatchObject({ status: 400, problem: "body-malformed" });
    });
    expect((await calls.collect(request)).status).toBe(204);
  });
});

describe("an address", () => {
  const { id } = newRequest();

  it.each([
    "",
    "/",
    "/requests/",
    "//requests",
    `/requests/${id}/`,
    `/requests/${id}/delivery/`,
    `/requests/${id}/delivery/x`,
    `/requests/${id}/DELIVERY`,
    `/REQUESTS/${id}`,
    `/requests//${id}`,
    `/requests/${id}%00`,
    `/requests/${id}%2fdelivery`,
    `/requests/..%2f..%2fhealth`,
    "/requests/%2e%2e/health/x",
    "/requests/%",
    "/requests/%zz",
    "/requests/%ff%fe",
    "/requests/%c0%ae",
    `/requests/${"%41".repeat(43)}`,
    "/requests/__proto__",
    "/requests/constructor/delivery",
    "/requests/'%20OR%201=1%20--",
    "/requests/*",
    "/health/x",
    "/metrics",
    "/requests/:id",
  ])("%s", async (path) => {
    const response = await ask(path);
    expect(await refusal(response)).toEqual(
      path === "/requests" ? [405, "method-not-allowed"] : [404, "not-found"],
    );
  });
});

it("answers 404 for a long address", async () => {
  expect(await refusal(await ask(`/requests/${"a".repeat(8000)}`))).toEqual([404, "not-found"]);
});

it("answers 500 without details when a handler throws", async () => {
  const { ask, lines } = newRelay({
    clock: () => {
      throw new Error(`secret ${newRequest().token}`);
    },
  });
  const response = await callsTo(ask).create(newRequest());
  expect(await refusal(response)).toEqual([500, "unexpected"]);
  expect(JSON.stringify(lines)).not.toContain("secret");
  expect(lines).toMatchObject([
    { level: 50, cause: "Error", msg: "unexpected" },
    { level: 50, status: 500, problem: "unexpected", cause: "Error" },
  ]);
});
