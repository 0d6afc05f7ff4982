import { generateHybridKeyPair, hybridIdentity } from "@pct/core/hybrid";
import type { HybridKeyPair } from "@pct/core/hybrid";
import { decrypt } from "@pct/core/age";
import { safetyWordsOf } from "@pct/core/fingerprint";
import { DeliveryError } from "@pct/delivery/errors";
import { makeRequestLink } from "@pct/delivery/link";
import type { RelayClient, VerifiedRequest } from "@pct/delivery/relay-client";
import { claimTokenHash, requestIdBytes, verifyRequest } from "@pct/delivery/request-id";
import { beforeEach, describe, expect, it } from "vitest";

import { encryptInvitationAnswer } from "#/answer-invitation.js";
import { openInvitation } from "#/open-invitation.js";
import { errorCode } from "#/request-status.js";
import { followInvitation, isFinalState } from "#/follow-invitation.js";
import { findInvitations, invitationLink, newInvitation, readInvitation } from "#/invitation.js";
import type { Invitation } from "#/invitation.js";
import { draftRequest, REQUEST_KEY_TYPE } from "#/new-request.js";
import { encryptAnswer, wrapAnswer } from "#/prepare-answer.js";
import { sendToAll, sendToInvited } from "#/send-to-invited.js";
import { withdrawInvitation } from "#/withdraw-invitation.js";
import { areAskedWords, chooseWords } from "#/word-challenge.js";

const SERVER = "https://relay.example";
const EXPIRES_AT = "2100-01-01T00:00:00.000Z";

interface Stored {
  request: Omit<VerifiedRequest, "state">;
  state: VerifiedRequest["state"] | "cancelled";
  delivery: Uint8Array | null;
  receipt?: string;
}

/** A relay in memory with the calls of the client, which a test makes lie by changing what is stored. */
class Relay implements Pick<RelayClient, "status" | "deliver" | "collect" | "acknowledge"> {
  readonly stored = new Map<string, Stored>();

  readonly status = async (id: string): Promise<VerifiedRequest> => {
    const { request, state, receipt } = this.#find(id);
    if (state === "cancelled") throw new DeliveryError("request-cancelled");
    // As the real client does.
    await verifyRequest(id, request);
    return { ...request, id, state, ...(receipt === undefined ? {} : { receipt }) };
  };

  readonly deliver = (id: string, ciphertext: Uint8Array): Promise<void> => {
    const found = this.#find(id);
    if (found.delivery !== null) throw new DeliveryError("already-delivered");
    Object.assign(found, { delivery: ciphertext, state: "delivered" });
    return Promise.resolve();
  };

  readonly collect = (id: string): Promise<Uint8Array | null> => {
    return Promise.resolve(this.#find(id).delivery);
  };

  readonly acknowledge = (id: string): Promise<void> => {
    this.#find(id).state = "received";
    return Promise.resolve();
  };

  #find(id: string): Stored {
    const found = this.stored.get(id);
    if (found === undefined) throw new DeliveryError("request-unknown");
    return found;
  }
}

interface Made {
  readonly id: string;
  readonly pair: HybridKeyPair;
  readonly claimToken: string;
}

let relay: Relay;
/** The administrator's invitations, as stored. */
let kept: Map<string, Invitation>;
let keys: Map<string, Made>;

beforeEach(() => {
  relay = new Relay();
  kept = new Map();
  keys = new Map();
});

async function makeRequest(): Promise<Made> {
  const pair = await generateHybridKeyPair();
  const { publicKey } = pair;
  const { id, nonce, claimToken } = await draftRequest({ keyType: REQUEST_KEY_TYPE, publicKey });
  const key = { keyType: REQUEST_KEY_TYPE, publicKey, nonce };
  const hash = await claimTokenHash(claimToken);
  const request = { id, ...key, claimTokenHash: hash, expiresAt: EXPIRES_AT, maxBytes: 1_048_576 };
  relay.stored.set(id, { request, state: "open", delivery: null });
  return { id, pair, claimToken };
}

async function invite(name = "Ana"): Promise<Invitation> {
  const made = await makeRequest();
  const request = { id: made.id, server: SERVER, expiresAt: EXPIRES_AT };
  const details = { name, mail: "", user: "", for: "AWS", from: "Luis" };
  const invitation = newInvitation(request, details);
  kept.set(invitation.id, invitation);
  keys.set(invitation.id, made);
  return invitation;
}

/** Answers an invitation as the invited person, or anyone who has the link, does. */
async function answer({ id }: Pick<Invitation, "id">, link?: string): Promise<Made> {
  const request = await openInvitation(relay, id);
  const own = await makeRequest();
  const text = link ?? makeRequestLink(SERVER, own.id, { from: "Ana" });
  const bytes = await encryptInvitationAnswer({ link: text, name: "Ana" }, request, SERVER);
  await relay.deliver(id, bytes);
  return own;
}

async function open(ciphertext: Uint8Array, { pair }: Made): Promise<Uint8Array> {
  const plaintext = await decrypt(ciphertext, { identities: [hybridIdentity(pair.seed)] });
  return plaintext;
}

async function follow({ id }: Pick<Invitation, "id">) {
  const invitation = kept.get(id);
  const key = keys.get(id);
  if (invitation === undefined || key === undefined) throw new Error("not kept");
  return followInvitation(invitation, {
    relay,
    claimToken: key.claimToken,
    decrypt: (ciphertext) => open(ciphertext, key),
    isKnown: (requestId) => [...kept.values()].some((each) => each.answer?.id === requestId),
    remember: (changed) => {
      kept.set(changed.id, changed);
      return Promise.resolve();
    },
  });
}

function confirm({ id }: Pick<Invitation, "id">): void {
  const invitation = kept.get(id);
  if (invitation !== undefined) kept.set(id, { ...invitation, confirmed: "words" });
}

async function send({ id }: Pick<Invitation, "id">, password = "hunter2"): Promise<Invitation> {
  const invitation = kept.get(id);
  if (invitation === undefined) throw new Error("not kept");
  const bytes = new TextEncoder().encode(password);
  return sendToInvited(invitation, {
    relay,
    seal: async (request, receipt) => {
      const wrapped = wrapAnswer({ bytes, part: { password }, fields: {} }, request, receipt);
      const ciphertext = await encryptAnswer(wrapped.plaintext, request);
      return { ciphertext, receipt: wrapped.receipt };
    },
    remember: (changed) => {
      kept.set(changed.id, changed);
      return Promise.resolve();
    },
  });
}

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => "done", errorCode);

describe("an invitation", () => {
  it("goes from the link to the proof of opening", async () => {
    const invitation = await invite();
    expect(invitationLink(invitation)).toBe(
      `${SERVER}/i/${invitation.id}#for=AWS&from=Luis&to=Ana`,
    );
    expect((await follow(invitation)).state).toBe("invited");
    const own = await answer(invitation);
    expect(await follow(invitation)).toMatchObject({
      state: "ready",
      invitation: { answer: { id: own.id, name: "Ana", expiresAt: EXPIRES_AT } },
    });
    // The answer is erased at the relay, and the invitation stays answered for anyone else.
    expect(await codeOf(openInvitation(relay, invitation.id))).toBe("already-received");
    expect((await follow(invitation)).state).toBe("ready");
    confirm(invitation);
    const { sent } = await send(invitation);
    expect((await follow(invitation)).state).toBe("sent");

    const { delivery } = relay.stored.get(own.id) ?? {};
    const document = new TextDecoder().decode(await open(delivery ?? new Uint8Array(), own));
    expect(document).toContain('"password": "hunter2"');
    const { receipt } = JSON.parse(document) as { receipt: string };
    expect(receipt).toBe(sent?.receipt);
    Object.assign(relay.stored.get(own.id) ?? {}, { state: "received", receipt });
    expect((await follow(invitation)).state).toBe("saved");
    // The proof is kept when the relay has forgotten the request.
    relay.stored.clear();
    expect((await follow(invitation)).state).toBe("saved");
    expect(isFinalState("saved")).toBe(true);
    expect(JSON.stringify([...kept.values()])).not.toContain("hunter2");
  });

  it("is not sent to before the words are confirmed, nor twice", async () => {
    const invitation = await invite();
    expect(await codeOf(send(invitation))).toBe("not-ready");
    const own = await answer(invitation);
    await follow(invitation);
    expect(await codeOf(send(invitation))).toBe("words-not-confirmed");
    expect(relay.stored.get(own.id)?.delivery).toBeNull();
    confirm(invitation);
    await send(invitation);
    const { delivery } = relay.stored.get(own.id) ?? {};
    expect(await codeOf(send(invitation))).toBe("already-sent");
    expect(relay.stored.get(own.id)?.delivery).toBe(delivery);
  });

  it("can be sent to again when the server lost what was sent", async () => {
    const invitation = await invite();
    const own = await answer(invitation);
    await follow(invitation);
    confirm(invitation);
    await send(invitation);
    Object.assign(relay.stored.get(own.id) ?? {}, { state: "open", delivery: null });
    expect((await follow(invitation)).state).toBe("missing");
    await send(invitation);
    expect((await follow(invitation)).state).toBe("sent");
  });

  it("keeps no trace of what surely did not arrive", async () => {
    const invitation = await invite();
    const own = await answer(invitation);
    await follow(invitation);
    confirm(invitation);
    const { deliver } = relay;
    Object.assign(relay, { deliver: () => Promise.reject(new DeliveryError("quota-exceeded")) });
    expect(await codeOf(send(invitation))).toBe("quota-exceeded");
    expect(kept.get(invitation.id)?.sent).toBeNull();
    Object.assign(relay, { deliver: () => Promise.reject(new DeliveryError("relay-timeout")) });
    expect(await codeOf(send(invitation))).toBe("relay-timeout");
    // It may have arrived: what takes it back is kept.
    expect(kept.get(invitation.id)?.sent).not.toBeNull();
    const { sent } = kept.get(invitation.id) ?? {};
    Object.assign(relay, { deliver: () => Promise.reject(new DeliveryError("already-delivered")) });
    expect(await codeOf(send(invitation))).toBe("already-delivered");
    // What was delivered first is the earlier one: its tokens stay.
    expect(kept.get(invitation.id)?.sent).toEqual(sent);
    Object.assign(relay, { deliver });
    await send(invitation);
    expect(relay.stored.get(own.id)?.state).toBe("delivered");
  });

  it.each([
    ["a false receipt", { state: "received", receipt: "AAAAAAAAAAAAAAAAAAAAAA" }, "forged"],
    ["no receipt", { state: "received" }, "collected"],
    ["a cancellation", { state: "cancelled" }, "closed"],
  ] as const)("is not called saved after %s", async (_, lie, state) => {
    const invitation = await invite();
    const own = await answer(invitation);
    await follow(invitation);
    confirm(invitation);
    await send(invitation);
    Object.assign(relay.stored.get(own.id) ?? {}, lie);
    expect((await follow(invitation)).state).toBe(state);
  });

  it("is told apart from one to which another sender was faster, or that its person closed", async () => {
    const invitation = await invite();
    const own = await answer(invitation);
    await follow(invitation);
    confirm(invitation);
    const stored = relay.stored.get(own.id);
    Object.assign(stored ?? {}, { state: "delivered" });
    expect((await follow(invitation)).state).toBe("taken");
    expect(await codeOf(send(invitation))).toBe("already-delivered");
    Object.assign(stored ?? {}, { state: "cancelled" });
    expect((await follow(invitation)).state).toBe("closed");
    relay.stored.delete(own.id);
    expect((await follow(invitation)).state).toBe("unknown");
  });
});

describe("withdrawInvitation", () => {
  const withdraw = (invitation: Invitation) =>
    withdrawInvitation(invitation, {
      relay: {
        cancel: (id) => {
          Object.assign(relay.stored.get(id) ?? {}, { state: "cancelled" });
          return Promise.resolve();
        },
        withdraw: (id) => {
          const stored = relay.stored.get(id);
          if (stored?.state === "received") throw new DeliveryError("already-received");
          Object.assign(stored ?? {}, { state: "open", delivery: null });
          return Promise.resolve();
        },
      },
      claimToken: keys.get(invitation.id)?.claimToken ?? "",
    });

  it("ends the link, and takes back what was sent", async () => {
    const invitation = await invite();
    expect((await withdraw(invitation)).ended).toBe("withdrawn");
    expect(await codeOf(openInvitation(relay, invitation.id))).toBe("request-cancelled");
    const second = await invite();
    const own = await answer(second);
    await follow(second);
    confirm(second);
    const ended = await withdraw(await send(second));
    expect(relay.stored.get(own.id)?.delivery).toBeNull();
    kept.set(ended.id, ended);
    expect((await follow(second)).state).toBe("withdrawn");
    expect(await codeOf(send(second))).toBe("not-ready");
  });

  it("changes nothing when it was collected", async () => {
    const invitation = await invite();
    const own = await answer(invitation);
    await follow(invitation);
    confirm(invitation);
    const sent = await send(invitation);
    Object.assign(relay.stored.get(own.id) ?? {}, { state: "received" });
    expect(await codeOf(withdraw(sent))).toBe("already-received");
    expect(relay.stored.get(invitation.id)?.state).toBe("received");
  });
});

describe("an invitation that was attacked", () => {
  it("shows the words of the attacker who answered first, which are not those of Ana", async () => {
    const invitation = await invite();
    const mallory = await answer(invitation);
    // Ana comes second, and is told.
    expect(await codeOf(openInvitation(relay, invitation.id))).toBe("already-delivered");
    await follow(invitation);
    const ana = await makeRequest();
    const heard = await safetyWordsOf(requestIdBytes(ana.id), "es");
    const found = kept.get(invitation.id)?.answer?.id ?? "";
    expect(found).toBe(mallory.id);
    const asked = chooseWords();
    const typed = [heard[asked[0] - 1] ?? "", heard[asked[1] - 1] ?? ""] as const;
    expect(await areAskedWords(found, asked, typed)).toBe(false);
    expect(await codeOf(send(invitation))).toBe("words-not-confirmed");
  });

  it("is not answered by the answer to another invitation", async () => {
    const [first, second] = [await invite("Ana"), await invite("Luis")];
    const own = await answer(first);
    const replayed = relay.stored.get(first.id)?.delivery;
    Object.assign(relay.stored.get(second.id) ?? {}, { delivery: replayed, state: "delivered" });
    expect((await follow(second)).state).toBe("unusable");
    // Nor by the same link, sealed again: the relay knows the public key of each invitation.
    await follow(first);
    const third = await invite("Eva");
    await answer(third, makeRequestLink(SERVER, own.id));
    expect((await follow(third)).state).toBe("unusable");
    expect(kept.get(third.id)).toMatchObject({ ended: "unusable", answer: null });
  });

  it("is not answered by itself, by rubbish, or by an answer for another key", async () => {
    const self = await invite();
    await answer(self, makeRequestLink(SERVER, self.id));
    expect((await follow(self)).state).toBe("unusable");
    const rubbish = await invite();
    await relay.deliver(rubbish.id, new TextEncoder().encode("rubbish"));
    expect((await follow(rubbish)).state).toBe("unusable");
    const other = await invite();
    const { pair } = await makeRequest();
    const key = { keyType: REQUEST_KEY_TYPE, publicKey: pair.publicKey, maxBytes: 1_048_576 };
    const answered = { link: makeRequestLink(SERVER, (await makeRequest()).id), name: "" };
    await relay.deliver(other.id, await encryptInvitationAnswer(answered, key, SERVER));
    expect((await follow(other)).state).toBe("unusable");
    const credential = await invite();
    const sealed = await openInvitation(relay, credential.id);
    await relay.deliver(credential.id, await encryptAnswer(new TextEncoder().encode("{}"), sealed));
    expect((await follow(credential)).state).toBe("unusable");
  });

  it("is not answered by a link to another server", async () => {
    const invitation = await invite();
    const link = makeRequestLink("https://evil.example", (await makeRequest()).id);
    const request = await openInvitation(relay, invitation.id);
    expect(await codeOf(encryptInvitationAnswer({ link, name: null }, request, SERVER))).toBe(
      "invitation-answer-elsewhere",
    );
    const bytes = await encryptInvitationAnswer(
      { link, name: null },
      request,
      "https://evil.example",
    );
    await relay.deliver(invitation.id, bytes);
    expect((await follow(invitation)).state).toBe("unusable");
  });

  it("gets nothing when the relay swaps the person's key, and goes on when it stops", async () => {
    const invitation = await invite();
    const own = await answer(invitation);
    const stored = relay.stored.get(own.id);
    const { publicKey } = await generateHybridKeyPair();
    const honest = stored?.request;
    Object.assign(stored ?? {}, { request: { ...honest, publicKey } });
    expect((await follow(invitation)).state).toBe("altered");
    expect(kept.get(invitation.id)?.answer).toBeNull();
    Object.assign(stored ?? {}, { request: honest });
    expect((await follow(invitation)).state).toBe("ready");
    confirm(invitation);
    Object.assign(stored ?? {}, { request: { ...honest, publicKey } });
    expect((await follow(invitation)).state).toBe("altered");
    expect(await codeOf(send(invitation))).toBe("request-altered");
    expect(stored?.delivery).toBeNull();
  });

  it("says so when the relay withholds: nothing is lost", async () => {
    const invitation = await invite();
    await answer(invitation);
    const stored = relay.stored.get(invitation.id);
    const delivery = stored?.delivery;
    Object.assign(stored ?? {}, { delivery: null });
    expect((await follow(invitation)).state).toBe("invited");
    Object.assign(relay, { collect: () => Promise.reject(new DeliveryError("request-unknown")) });
    expect((await follow(invitation)).state).toBe("unknown");
    Object.assign(relay, { collect: () => Promise.reject(new DeliveryError("relay-timeout")) });
    expect((await follow(invitation)).state).toBe("unreachable");
    Object.assign(relay, { collect: () => Promise.resolve(delivery) });
    expect((await follow(invitation)).state).toBe("ready");
  });
});

describe("a relay that lies", () => {
  interface Case {
    readonly invitation: Invitation;
    readonly own: Made;
    readonly other: Made;
  }

  /** Each lie, and what Luis or Ana is told; nothing is ever sent to another key. */
  const LIES: readonly (readonly [
    name: string,
    lie: (each: Case) => void | Promise<void>,
    told: readonly string[],
  ])[] = [
    [
      "swaps the key of the person's request",
      ({ own, other }) => {
        swap(own.id, { publicKey: other.pair.publicKey });
      },
      ["altered"],
    ],
    [
      "swaps the whole request for another one",
      ({ own, other }) => {
        swap(own.id, relay.stored.get(other.id)?.request ?? {});
      },
      ["altered"],
    ],
    [
      "changes a byte of the answer",
      ({ invitation }) => {
        const stored = relay.stored.get(invitation.id);
        if (stored?.delivery === null || stored === undefined) throw new Error("no answer");
        const bytes = stored.delivery.slice();
        const place = bytes.length - 1 - (randomByte() % 64);
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        stored.delivery = bytes;
      },
      ["unusable"],
    ],
    [
      "cuts the answer short",
      ({ invitation }) => {
        const stored = relay.stored.get(invitation.id);
        Object.assign(stored ?? {}, { delivery: stored?.delivery?.slice(0, randomByte()) });
      },
      ["unusable"],
    ],
    [
      "replays the answer to another invitation",
      async ({ invitation }) => {
        const another = await invite("Eva");
        await answer(another);
        const { delivery } = relay.stored.get(another.id) ?? {};
        Object.assign(relay.stored.get(invitation.id) ?? {}, { delivery });
      },
      ["unusable"],
    ],
    [
      "withholds the answer",
      ({ invitation }) => {
        Object.assign(relay.stored.get(invitation.id) ?? {}, { delivery: null });
      },
      ["invited"],
    ],
    [
      "withholds the invitation",
      ({ invitation }) => {
        relay.stored.delete(invitation.id);
      },
      ["unknown"],
    ],
    [
      "withholds the person's request",
      ({ own }) => {
        relay.stored.delete(own.id);
      },
      ["unknown"],
    ],
    [
      "calls the person's request answered",
      ({ own }) => {
        Object.assign(relay.stored.get(own.id) ?? {}, { state: "received" });
      },
      ["taken"],
    ],
    [
      "answers in the person's place",
      async ({ invitation, other }) => {
        Object.assign(relay.stored.get(invitation.id) ?? {}, { delivery: null, state: "open" });
        const request = await openInvitation(relay, invitation.id);
        const link = makeRequestLink(SERVER, other.id);
        const bytes = await encryptInvitationAnswer({ link, name: "Ana" }, request, SERVER);
        await relay.deliver(invitation.id, bytes);
      },
      ["ready"],
    ],
  ];

  function swap(id: string, changes: object): void {
    const stored = relay.stored.get(id);
    if (stored !== undefined) stored.request = { ...stored.request, ...changes };
  }

  const randomByte = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;

  it.each(LIES)("that %s gets nothing, and is found out", async (_, lie, told) => {
    for (let i = 0; i < 10; i++) {
      relay.stored.clear();
      kept.clear();
      const invitation = await invite();
      const own = await answer(invitation);
      const other = await makeRequest();
      await lie({ invitation, own, other });
      const { state } = await follow(invitation);
      expect(told).toContain(state);
      const found = kept.get(invitation.id)?.answer?.id;
      if (found !== undefined) {
        // The words on the phone are those of Ana's request.
        const heard = await safetyWordsOf(requestIdBytes(own.id), "en");
        const asked = chooseWords();
        const typed = [heard[asked[0] - 1] ?? "", heard[asked[1] - 1] ?? ""] as const;
        expect(await areAskedWords(found, asked, typed)).toBe(false);
      }
      expect(await codeOf(send(invitation))).toMatch(/^not-ready$|^words-not-confirmed$/);
      expect(relay.stored.get(other.id)?.delivery ?? null).toBeNull();
    }
  });

  it("to the invited person is found out before anything of theirs is sent", async () => {
    const invitation = await invite();
    const { pair } = await makeRequest();
    swap(invitation.id, { publicKey: pair.publicKey });
    expect(await codeOf(openInvitation(relay, invitation.id))).toBe("request-altered");
  });
});

describe("the words", () => {
  it("are accepted in either language, whatever their case and accents", async () => {
    for (let i = 0; i < 3; i++) {
      const { id } = await makeRequest();
      for (const language of ["es", "en"] as const) {
        const words = await safetyWordsOf(requestIdBytes(id), language);
        const asked = chooseWords();
        const typed = asked.map((n) => ` ${(words[n - 1] ?? "").toUpperCase()} `.normalize("NFC"));
        const [first = "", second = ""] = typed.map((word) =>
          word.normalize("NFD").replace(/\p{M}/gu, ""),
        );
        expect(await areAskedWords(id, asked, [first, second])).toBe(true);
        expect(await areAskedWords(id, asked, [second, first])).toBe(first === second);
        expect(await areAskedWords(id, asked, [first, ""])).toBe(false);
      }
      const [es, en] = [
        await safetyWordsOf(requestIdBytes(id), "es"),
        await safetyWordsOf(requestIdBytes(id), "en"),
      ];
      // Both must be of one list.
      expect(await areAskedWords(id, [1, 2], [es[0] ?? "", en[1] ?? ""])).toBe(false);
    }
  });

  it("are any two of the six, each pair about as often", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i++) {
      const [first, second] = chooseWords();
      expect(first >= 1 && second <= 6 && first < second).toBe(true);
      const pair = `${first.toString()} ${second.toString()}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(15);
    for (const count of counts.values()) expect(count).toBeGreaterThan(100);
  });
});

describe("stored invitations", () => {
  it("are read back, and damaged ones are not", async () => {
    const invitation = await invite();
    await answer(invitation);
    const { invitation: ready } = await follow(invitation);
    expect(readInvitation(JSON.stringify(ready))).toEqual(ready);
    for (const damage of [
      { id: "../x" },
      { server: "ftp://x" },
      { name: 1 },
      { confirmed: "yes" },
      { answer: {} },
      { sent: { receipt: null } },
    ]) {
      expect(readInvitation(JSON.stringify({ ...ready, ...damage }))).toBeNull();
    }
    for (const text of ["", "null", "[]", "{"]) expect(readInvitation(text)).toBeNull();
  });

  it("are found by ID, link, name, address or user name", async () => {
    const ana = { ...(await invite("Ana")), mail: "ana@example.org", user: "ana.p" };
    const other = { ...(await invite("Luis")), mail: "luis@example.org" };
    const all = [ana, other];
    for (const text of [
      ana.id,
      ana.id.slice(0, 10),
      invitationLink(ana),
      "ANA",
      "Ana@example.org",
      "ana.p",
    ]) {
      expect(findInvitations(all, text)).toEqual([ana]);
    }
    expect(findInvitations([...all, { ...other, name: "Ana" }], "ana")).toHaveLength(2);
    for (const text of ["", "a", "An", "eva"]) expect(findInvitations(all, text)).toEqual([]);
  });
});

describe("sendToAll", () => {
  it("goes on after one that fails, and stops when it is told to", async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const send = (n: number): Promise<void> => {
      if (n === 2) return Promise.reject(new DeliveryError("quota-exceeded"));
      if (n === 4) controller.abort(new Error("stopped"));
      return Promise.resolve();
    };
    const results = await sendToAll([1, 2, 3], { send, onResult: (_, count) => done.push(count) });
    expect(results.map(({ error }) => errorCode(error))).toEqual(["", "quota-exceeded", ""]);
    expect(done).toEqual([1, 2, 3]);
    const { signal } = controller;
    await expect(sendToAll([3, 4, 5], { send, signal })).rejects.toThrow("stopped");
  });
});
