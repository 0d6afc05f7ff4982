import { randomBytes } from "node:crypto";

import { beforeEach, describe, expect, it } from "vitest";

import {
  ageFile,
  bearer,
  callsTo,
  newRelay,
  newRequest,
  newToken,
  requestIn,
  sha256,
} from "./fixture.js";
import type { Ask, Calls, TestRequest } from "./fixture.js";
import { memoryStore } from "./stores/memory.js";

/** What the relay keeps from clients without a token, and that reading changes nothing. */

let ask: Ask;
let calls: Calls;
let now: number;
beforeEach(() => {
  now = Date.now();
  const clock = () => now;
  const capacity = { entries: 1000, bytes: 10_000_000 };
  ({ ask } = newRelay({ clock, store: memoryStore({ capacity, clock }) }));
  calls = callsTo(ask);
});

/** An answer as text: status, headers and body. */
async function everything(response: Response): Promise<string> {
  response.headers.delete("date");
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return [response.status.toString(), ...headers, "", await response.text()].join("\n");
}

async function wrongToken(state: "open" | "delivered" | "received"): Promise<TestRequest> {
  return { ...(await requestIn(state, calls)), token: newRequest().token };
}

describe("a client without the token gets the answer for an unknown request", () => {
  it.each(["collect", "acknowledge", "cancel"] as const)("to %s", async (call) => {
    const open = await requestIn("open", calls);
    const delivered = await requestIn("delivered", calls);
    const others: TestRequest[] = [
      newRequest(),
      await wrongToken("open"),
      await wrongToken("delivered"),
      await wrongToken("received"),
      { ...delivered, token: "" },
      { ...delivered, token: delivered.token.slice(1) },
      { ...delivered, token: `${delivered.token}A` },
      { ...delivered, token: delivered.token.toLowerCase() },
      { ...delivered, token: delivered.body.claimTokenHash },
      { ...delivered, token: open.token },
      { ...delivered, id: delivered.id.slice(1) },
      { ...delivered, id: `${delivered.id.slice(0, -1)}!` },
    ];
    const answers = await Promise.all(
      others.map(async (request) => everything(await calls[call](request))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404\n/);
    expect(await (await calls.status(delivered)).json()).toMatchObject({ state: "delivered" });
    expect(await (await calls.status(open)).json()).toMatchObject({ state: "open" });
  });

  it("to withdraw", async () => {
    const [mine, theirs] = [newToken(), newToken()];
    const [request, other] = [await requestIn("open", calls), await requestIn("open", calls)];
    await calls.deliver(request, ageFile(), mine);
    await calls.deliver(other, ageFile(), theirs);
    const received = await requestIn("received", calls);
    const unprotected = await requestIn("delivered", calls);
    const tries: [TestRequest, string][] = [
      [newRequest(), mine],
      [request, newToken()],
      [request, theirs],
      [request, sha256(mine)],
      [request, request.body.claimTokenHash],
      [request, mine.slice(1)],
      [request, ""],
      [other, mine],
      [received, mine],
      [unprotected, mine],
      [unprotected, sha256("")],
    ];
    const answers = await Promise.all(
      tries.map(async ([request, token]) => everything(await calls.withdraw(request, token))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404\n/);
    for (const left of [request, other, unprotected]) {
      expect(await (await calls.status(left)).json()).toMatchObject({ state: "delivered" });
    }
    // The sender's token does not read, and the status says nothing of it.
    expect((await calls.collect({ ...request, token: mine })).status).toBe(404);
    expect((await calls.cancel({ ...request, token: mine })).status).toBe(404);
    const status = await (await calls.status(request)).text();
    expect(status).not.toContain(sha256(mine));
  });

  it("to status and deliver, once a request and its tombstone are gone", async () => {
    const [expired, cancelled] = [
      await requestIn("delivered", calls),
      await requestIn("delivered", calls),
    ];
    await calls.cancel(cancelled);
    now += 3_600_000 + 7 * 86_400_000;
    for (const call of [calls.status, calls.deliver]) {
      const answers = await Promise.all(
        [newRequest(), expired, cancelled, { ...newRequest(), id: "x" }].map(async (request) =>
          everything(await call(request)),
        ),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toMatch(/^404\n/);
    }
  });

  it("or the one that anyone gets, while a tombstone lasts", async () => {
    const [expired, cancelled] = [
      await requestIn("delivered", calls),
      await requestIn("delivered", calls),
    ];
    await calls.cancel(cancelled);
    for (const request of [cancelled, expired]) {
      if (request === expired) now += 3_600_000;
      for (const call of [calls.collect, calls.acknowledge, calls.cancel]) {
        const own = await everything(await call(request));
        const stranger = { ...request, token: newRequest().token };
        expect(await everything(await call(stranger))).toBe(own);
        expect(own).toMatch(/^410\n/);
        expect(own).not.toContain(request.body.nonce);
      }
    }
  });

  it("without a token, or with another scheme", async () => {
    const { id, token } = await requestIn("delivered", calls);
    const unknown = await everything(await calls.collect(newRequest()));
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      token,
      `Basic ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token}, Bearer ${token}`,
      `Bearer ${randomBytes(8000).toString("base64url")}`,
    ]) {
      const headers = authorization === undefined ? {} : { authorization };
      expect(await everything(await ask(`/requests/${id}/delivery`, { headers }))).toBe(unknown);
    }
    const response = await ask(`/requests/${id}/delivery?token=${token}`);
    expect(await everything(response)).toBe(unknown);
  });
});

const PREVIEWERS = [
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
  "WhatsApp/2.23.20.0",
  "TelegramBot (like TwitterBot)",
  "facebookexternalhit/1.1",
  "Twitterbot/1.0",
  "LinkedInBot/1.0",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)",
  "BingPreview/1.0b",
];

it("GET, HEAD and OPTIONS change nothing, even a thousand times", async () => {
  const requests = await Promise.all(
    (["open", "delivered", "received"] as const).map((state) => requestIn(state, calls)),
  );
  const look = (): Promise<string[]> =>
    Promise.all(requests.map(async (request) => everything(await calls.status(request))));
  const before = await look();
  const paths = [
    "",
    "/",
    "/health",
    "/requests",
    ...requests.flatMap(({ id }) => [
      `/requests/${id}`,
      `/requests/${id}/`,
      `/requests/${id}/delivery`,
      `/requests/${id}/delivery?_method=DELETE`,
    ]),
  ];
  // With the token, too: mail programs follow every link.
  const tokens = [undefined, ...requests.map(({ token }) => token)];
  for (let i = 0; i < 1000; i++) {
    const path = paths[i % paths.length] ?? "";
    const token = tokens[i % tokens.length];
    const headers = {
      "user-agent": PREVIEWERS[i % PREVIEWERS.length] ?? "",
      "x-http-method-override": "DELETE",
      purpose: "prefetch",
      ...(token === undefined ? {} : bearer(token)),
    };
    for (const method of ["GET", "HEAD", "OPTIONS"]) await ask(path, { method, headers });
  }
  expect(await look()).toEqual(before);
});

describe("a request for a page of another site", () => {
  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "http://localhost" },
    { origin: "https://evil.example", host: "pct.example.org" },
    { origin: "null", host: "pct.example.org" },
    { origin: "https://pct.example.org.evil.example", host: "pct.example.org" },
    { origin: "https://pct.example.org:8443", host: "pct.example.org" },
  ])("is refused: %j", async (headers) => {
    const request = await requestIn("delivered", calls);
    const all = { ...headers, ...bearer(request.token) };
    for (const [path, method] of [
      [`/requests/${request.id}`, "GET"],
      [`/requests/${request.id}/delivery`, "GET"],
      [`/requests/${request.id}/delivery`, "DELETE"],
      [`/requests/${request.id}/delivery`, "OPTIONS"],
      [`/requests/${request.id}`, "DELETE"],
      ["/health", "GET"],
    ] as const) {
      const response = await ask(path, { method, headers: all });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "cross-origin" });
      const given = [...response.headers.keys()];
      expect(given.filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
    expect(await (await calls.status(request)).json()).toMatchObject({ state: "delivered" });
  });

  it.each([
    {},
    { "sec-fetch-site": "same-origin", origin: "https://behind.a.proxy", host: "10.0.0.1" },
    { "sec-fetch-site": "none" },
    { origin: "https://pct.example.org", host: "pct.example.org" },
    { origin: "http://localhost:3000", host: "localhost:3000" },
  ])("is not assumed for %j", async (headers) => {
    expect((await ask("/health", { headers: { ...headers } })).status).toBe(200);
  });

  it("is recognized by the public host, if the administrator sets one", async () => {
    const { ask } = newRelay({ publicHost: "pct.example.org" });
    const from = async (origin: string): Promise<number> =>
      (await ask("/health", { headers: { origin, host: "10.0.0.1:3000" } })).status;
    expect(await from("https://pct.example.org")).toBe(200);
    expect(await from("http://10.0.0.1:3000")).toBe(403);
  });
});
