import { DeliveryError } from "@pct/delivery/errors";
import type { DeliverOptions, VerifiedRequest } from "@pct/delivery/relay-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { AnswerContent } from "#/crypto/interface/answers.js";
import {
  answerDraft,
  answerJob,
  answerState,
  confirmContent,
  loadRequest,
  readAddress,
  sendAnswer,
  wipeAnswer,
} from "#/screens/answer-link/answer-state.js";
import type { AnswerableRequest, Stage } from "#/screens/answer-link/answer-state.js";
import { withdraw, withdrawal, withdrawalJob } from "#/screens/answer-link/withdrawal.js";
import { drafts, storage } from "./memory-draft.js";
import { stubTab } from "../../stored-drafts.js";

const ID = "A".repeat(43);
const KEY = { words: { es: [], en: [] }, keyType: "mlkem768x25519" } as const;

/** A worker whose ciphertext names its input, and is never the same twice. */
const worker = {
  encryptAnswer: vi.fn<(_: object, content: AnswerContent, receipt: string) => Promise<Uint8Array>>(
    (_, content) =>
      Promise.resolve(
        new TextEncoder().encode(`${(encryptions++).toString()} ${JSON.stringify(content)}`),
      ),
  ),
  readRequest: vi.fn(() => Promise.resolve(KEY)),
  keptRequests: vi.fn<() => Promise<readonly { id: string }[]>>(() => Promise.resolve([])),
};
let encryptions = 0;
const deliver = vi.fn<(id: string, bytes: Uint8Array, options: DeliverOptions) => Promise<void>>();
const withdrawAtRelay = vi.fn<(id: string, token: string) => Promise<void>>();
const status = vi.fn<(id: string) => Promise<VerifiedRequest>>();

vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));
vi.mock("#/relay/relay.js", () => ({
  relay: () => Promise.resolve({ deliver, status, withdraw: withdrawAtRelay }),
}));
vi.mock("#/state/sealed-draft.js", async () => import("./memory-draft.js"));

function request(state: VerifiedRequest["state"] = "open"): VerifiedRequest {
  return {
    id: ID,
    keyType: "rsa",
    claimTokenHash: "A".repeat(43),
    publicKey: new Uint8Array(1),
    nonce: new Uint8Array(16),
    state,
    expiresAt: "2030-01-01T00:00:00.000Z",
    maxBytes: 1000,
  };
}

const open: AnswerableRequest = { request: request(), key: KEY };
/** The delivery that the relay has stored. */
let delivered: Uint8Array | null;
let page: { location: URL; history: { state: unknown; replaceState: (state: unknown) => void } };

beforeEach(() => {
  vi.clearAllMocks();
  encryptions = 0;
  delivered = null;
  drafts.clear();
  storage.isRefused = false;
  stubTab();
  deliver.mockImplementation((_, bytes) => {
    delivered ??= bytes;
    return delivered === bytes
      ? Promise.resolve()
      : Promise.reject(new DeliveryError("already-delivered"));
  });
  status.mockResolvedValue(request());
  const history = {
    state: null as unknown,
    replaceState: (state: unknown, _title?: string, address?: string) => {
      history.state = state;
      if (address !== undefined) goTo(address, state);
    },
  };
  page = { location: new URL("https://pct.example/"), history };
  vi.stubGlobal("history", history);
  goTo(`/s/${ID}`);
});
afterEach(() => {
  withdrawalJob.reset();
  withdrawal.reset();
  wipeAnswer();
  vi.unstubAllGlobals();
});

function goTo(address: string, state: unknown = null): void {
  page.location = new URL(address, page.location);
  page.history.state = state;
  vi.stubGlobal("location", page.location);
}

/** Sends the draft and waits for the outcome: the failure's code, or the stage. */
async function send(): Promise<string | Stage> {
  expect(sendAnswer(open)).toBe(true);
  await vi.waitFor(() => {
    expect(answerJob.store.get().isBusy).toBe(false);
  });
  return answerJob.store.get().failure?.code ?? answerState.get().stage;
}

async function settled(): Promise<Stage> {
  await vi.waitFor(() => {
    expect(answerState.get().stage.name).not.toBe("loading");
  });
  return answerState.get().stage;
}

describe("sendAnswer", () => {
  beforeEach(() => {
    answerDraft.changeCredential({ password: "one", from: " Luis " });
  });

  it("retries with identical bytes until the draft is changed", async () => {
    deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
    expect(await send()).toBe("relay-unreachable");
    expect(await send()).toMatchObject({ name: "sent", sent: { isEarlier: false } });
    expect(worker.encryptAnswer).toHaveBeenCalledTimes(1);
    expect(deliver.mock.calls[0]?.[1]).toBe(deliver.mock.calls[1]?.[1]);
  });

  it("recognizes its own earlier answer whose confirmation was lost", async () => {
    deliver.mockImplementationOnce((_, bytes) => {
      delivered = bytes;
      return Promise.reject(new DeliveryError("relay-timeout"));
    });
    expect(await send()).toBe("relay-timeout");
    answerDraft.changeCredential({ password: "two" });
    expect(await send()).toMatchObject({ name: "sent", sent: { isEarlier: true } });
  });

  it("does not mistake another sender's answer for its own", async () => {
    deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
    expect(await send()).toBe("relay-unreachable");
    delivered = new Uint8Array(1);
    answerDraft.changeCredential({ password: "two" });
    expect(await send()).toBe("already-delivered");
  });

  it("forgets the draft and its ciphertext once it's sent", async () => {
    await send();
    expect(answerDraft.store.get()).toBe(answerDraft.store.initial);
    delivered = null;
    answerDraft.changeCredential({ password: "one" });
    await send();
    expect(worker.encryptAnswer).toHaveBeenCalledTimes(2);
  });

  it.each([
    ["arrives", []],
    ["fails", ["form"]],
  ] as const)(
    "keeps a form in this browser only if its delivery fails: one %s after the person has left",
    async (outcome, left) => {
      const forms = (): string[] =>
        [...drafts.keys()].flatMap((name) => (name.startsWith("send/") ? ["form"] : []));
      readAddress();
      await settled();
      await vi.waitFor(() => {
        answerDraft.changeCredential({ password: "one" });
        expect(forms()).toEqual(["form"]);
      });
      let settle = (): void => undefined;
      deliver.mockImplementationOnce(
        () =>
          new Promise((resolve, reject) => {
            settle = () => {
              if (outcome === "arrives") resolve();
              else reject(new DeliveryError("relay-unreachable"));
            };
          }),
      );
      sendAnswer(open);
      await vi.waitFor(() => {
        expect(deliver).toHaveBeenCalledOnce();
      });
      wipeAnswer();
      expect(forms()).toEqual(["form"]);
      settle();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(forms()).toEqual(left);
    },
  );

  it("keeps the draft after a failure", async () => {
    deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
    await send();
    expect(answerDraft.store.get().credential.password).toBe("one");
  });

  it("encrypts the chosen content, with the sender's name", async () => {
    await send();
    delivered = null;
    answerDraft.changeCredential({ from: " Luis " });
    answerDraft.change({ content: "text", text: "hola" });
    await send();
    delivered = null;
    const file = new File(["x"], "x.txt");
    answerDraft.changeCredential({ from: " Luis " });
    answerDraft.change({ content: "file", file });
    await send();
    expect(worker.encryptAnswer.mock.calls.map(([, content]) => content)).toEqual([
      {
        kind: "credential",
        fields: {
          password: "one",
          mustChangePassword: true,
          from: "Luis",
          files: [],
        },
      },
      { kind: "text", text: "hola", from: "Luis" },
      { kind: "file", file, from: "Luis" },
    ]);
  });

  it("goes back to the content where the recipient's side would refuse it", () => {
    expect(confirmContent()).toBe(true);
    expect(answerState.get().step).toBe("words");
    answerDraft.changeCredential({ signInUrl: "http://example.org" });
    expect(sendAnswer(open)).toBe(false);
    expect(answerState.get().step).toBe("content");
    expect(confirmContent()).toBe(false);
  });

  it("refuses an empty draft, and marks it", () => {
    answerDraft.reset();
    expect(sendAnswer(open)).toBe(false);
    expect(answerDraft.store.get().isMissing).toBe(true);
    expect(worker.encryptAnswer).not.toHaveBeenCalled();
  });
});

/** What this browser keeps of drafts, by name. */
function keptDrafts(): string[] {
  return [...drafts.keys()].filter((name) => name.startsWith(`send/${ID}/`));
}

/** What this browser keeps of the answer. */
function record(): { receipt: string; withdrawToken: string; isConfirmed: boolean } | undefined {
  return drafts.get(`sent/${ID}`) as ReturnType<typeof record>;
}

describe("the record of a sent answer", () => {
  beforeEach(() => {
    answerDraft.changeCredential({ password: "one" });
  });

  it("is stored before the delivery, with the receipt and token that are sent", async () => {
    const before: unknown[] = [];
    deliver.mockImplementation(() => {
      before.push(record());
      return Promise.resolve();
    });
    const stage = await send();
    const { receipt = "", withdrawToken = "" } = record() ?? {};
    expect(before).toEqual([
      expect.objectContaining({ receipt, withdrawToken, isConfirmed: false }),
    ]);
    expect(worker.encryptAnswer.mock.calls[0]?.[2]).toBe(receipt);
    expect(deliver.mock.calls[0]?.[2]).toMatchObject({ withdrawToken });
    expect(record()?.isConfirmed).toBe(true);
    expect(stage).toMatchObject({ sent: { tokens: { receipt, withdrawToken }, isKept: true } });
  });

  it("has the same tokens for every try, so that an earlier one can be withdrawn as well", async () => {
    deliver.mockImplementationOnce((_, bytes) => {
      delivered = bytes;
      return Promise.reject(new DeliveryError("relay-timeout"));
    });
    await send();
    answerDraft.changeCredential({ password: "two" });
    await send();
    const tokens = deliver.mock.calls.map(([, , options]) => options.withdrawToken);
    expect(new Set(tokens)).toEqual(new Set([record()?.withdrawToken]));
    const receipts = worker.encryptAnswer.mock.calls.map(([, , receipt]) => receipt);
    expect(receipts).toEqual([record()?.receipt, record()?.receipt]);
  });

  it("goes if the answer was surely not stored, and stays if it may have been", async () => {
    deliver.mockRejectedValueOnce(new DeliveryError("relay-timeout"));
    await send();
    expect(record()?.isConfirmed).toBe(false);
    deliver.mockRejectedValueOnce(new DeliveryError("already-delivered"));
    await send();
    expect(record()).toBe(undefined);
  });

  it.each(["before", "during"])(
    "of another tab, sent %s the try of this one, stays when this tab's answer is refused",
    async (time) => {
      const theirs = { receipt: "theirs", withdrawToken: "theirs", isConfirmed: true };
      if (time === "before") drafts.set(`sent/${ID}`, theirs);
      deliver.mockImplementation(() => {
        if (time === "during") drafts.set(`sent/${ID}`, theirs);
        return Promise.reject(new DeliveryError("already-delivered"));
      });
      expect(await send()).toBe("already-delivered");
      expect(record()).toBe(theirs);
    },
  );

  it("does not keep an answer from being sent where this browser stores nothing", async () => {
    storage.isRefused = true;
    expect(await send()).toMatchObject({ name: "sent", sent: { isKept: false } });
    expect(record()).toBe(undefined);
  });

  it.each([
    ["opened", "the receipt", (receipt: string) => ({ receipt })],
    ["collected", "no receipt", () => ({})],
    ["forged", "another receipt", () => ({ receipt: "AAECAwQFBgcICQoLDA0ODw" })],
  ])("shows on a later visit that it is %s, by %s", async (opening, _, shown) => {
    await send();
    const receivedAt = "2026-11-24T10:14:00.000Z";
    const more = shown(record()?.receipt ?? "");
    wipeAnswer();
    goTo(`/s/${ID}`);
    status.mockResolvedValueOnce({ ...request("received"), receivedAt, ...more });
    readAddress();
    expect(await settled()).toMatchObject({
      name: "sent",
      sent: { opening, receivedAt: Date.parse(receivedAt), isUnconfirmed: false },
    });
  });

  it("shows on a later visit that the tab ended before the confirmation", async () => {
    deliver.mockRejectedValueOnce(new DeliveryError("relay-timeout"));
    await send();
    wipeAnswer();
    goTo(`/s/${ID}`);
    status.mockResolvedValueOnce(request("delivered"));
    readAddress();
    expect(await settled()).toMatchObject({ name: "sent", sent: { isUnconfirmed: true } });
  });

  it("goes when the relay has nothing: it was withdrawn elsewhere", async () => {
    await send();
    wipeAnswer();
    goTo(`/s/${ID}`);
    readAddress();
    expect((await settled()).name).toBe("open");
    expect(record()).toBe(undefined);
  });
});

describe("withdraw", () => {
  beforeEach(async () => {
    readAddress();
    await settled();
    answerDraft.changeCredential({ password: "wrong" });
    await send();
    withdrawAtRelay.mockImplementation(() => {
      delivered = null;
      return Promise.resolve();
    });
  });

  /** Withdraws, and waits for the outcome: the failure's code, or the stage. */
  async function withdrawn(): Promise<string | Stage> {
    withdraw();
    await vi.waitFor(() => {
      expect(withdrawalJob.store.get().isBusy).toBe(false);
    });
    return withdrawalJob.store.get().failure?.code ?? answerState.get().stage;
  }

  it("shows the form again with what was typed, and sends a new answer with new tokens", async () => {
    const before = record();
    expect(await withdrawn()).toMatchObject({ name: "open" });
    expect(withdrawAtRelay.mock.calls).toEqual([[ID, before?.withdrawToken, expect.anything()]]);
    expect(answerState.get().hasWithdrawn).toBe(true);
    expect(answerDraft.store.get().credential.password).toBe("wrong");
    expect([record(), page.history.state]).toEqual([undefined, null]);
    // Even unchanged, it is another answer: the relay refuses the same bytes.
    expect(await send()).toMatchObject({ name: "sent" });
    expect(worker.encryptAnswer).toHaveBeenCalledTimes(2);
    expect(record()?.receipt).not.toBe(before?.receipt);
    expect(record()?.withdrawToken).not.toBe(before?.withdrawToken);
    expect(answerState.get().hasWithdrawn).toBe(false);
  });

  it("shows an empty form after a later visit", async () => {
    wipeAnswer();
    goTo(`/s/${ID}`);
    status.mockResolvedValueOnce(request("delivered"));
    readAddress();
    await settled();
    expect(await withdrawn()).toMatchObject({ name: "open" });
    expect(answerDraft.store.get()).toBe(answerDraft.store.initial);
  });

  it("shows that it came too late, with the proof", async () => {
    const receipt = record()?.receipt ?? "";
    withdrawAtRelay.mockRejectedValue(new DeliveryError("already-received"));
    status.mockResolvedValue({ ...request("received"), receipt });
    expect(await withdrawn()).toMatchObject({ name: "sent", sent: { opening: "opened" } });
    expect(withdrawal.get().isTooLate).toBe(true);
    expect(record()).not.toBe(undefined);
  });

  it("leaves everything as it is when the relay can't be reached", async () => {
    withdrawAtRelay.mockRejectedValue(new DeliveryError("relay-unreachable"));
    expect(await withdrawn()).toBe("relay-unreachable");
    expect(answerState.get().stage).toMatchObject({ name: "sent", sent: { receivedAt: null } });
    expect(record()).not.toBe(undefined);
  });

  it("does not take what another sender sent since for its own", async () => {
    withdrawAtRelay.mockRejectedValue(new DeliveryError("request-unknown"));
    status.mockResolvedValue(request("delivered"));
    expect(await withdrawn()).toEqual({ name: "problem", problem: "taken" });
    expect(answerState.get().hasWithdrawn).toBe(false);
    expect(record()).toBe(undefined);
  });

  it("does nothing for an answer whose token is gone", () => {
    const { stage } = answerState.get();
    if (stage.name !== "sent") throw new TypeError("not sent");
    answerState.set({ stage: { name: "sent", sent: { ...stage.sent, tokens: null } } });
    withdraw();
    expect(withdrawAtRelay).not.toHaveBeenCalled();
  });
});

describe("readAddress", () => {
  it("loads the request of the link, with its labels", async () => {
    goTo(`/es/s/${ID}#for=AWS&from=Ana`);
    readAddress();
    expect(await settled()).toEqual({ name: "open", open: { request: request(), key: KEY } });
    expect(answerState.get().link).toMatchObject({ id: ID, for: "AWS", from: "Ana" });
  });

  it("takes the service from the link, unless the person has chosen one", async () => {
    goTo(`/es/s/${ID}#for=AWS,%20cuenta%201234`);
    readAddress();
    await settled();
    expect(answerDraft.store.get().credential.service).toBe("aws");
    answerDraft.chooseService("vpn");
    await loadRequest();
    expect(answerDraft.store.get().credential.service).toBe("vpn");
  });

  it("restores the draft of this tab after a reload, until it is sent", async () => {
    const reload = async (): Promise<Stage> => {
      wipeAnswer();
      await new Promise((resolve) => setTimeout(resolve, 20));
      readAddress();
      return settled();
    };
    readAddress();
    await settled();
    await vi.waitFor(() => {
      answerDraft.changeCredential({ password: "typed" });
      expect(keptDrafts()).toHaveLength(1);
    });
    expect(await reload()).toMatchObject({ name: "open" });
    await vi.waitFor(() => {
      expect(answerDraft.store.get().credential.password).toBe("typed");
    });
    await send();
    await vi.waitFor(() => {
      expect(keptDrafts()).toEqual([]);
    });
    await reload();
    expect(answerDraft.store.get().credential.password).toBe("");
  });

  it("keeps the draft and restores the link when the fragment or the language changes", async () => {
    goTo(`/es/s/${ID}#for=AWS`);
    readAddress();
    await settled();
    answerDraft.change({ text: "typed" });
    goTo("#content");
    readAddress();
    expect(page.location.hash).toBe("#for=AWS");
    goTo("/en/s/");
    readAddress();
    expect(page.location.pathname).toBe(`/en/s/${ID}`);
    expect(status).toHaveBeenCalledTimes(1);
    expect(answerDraft.store.get().text).toBe("typed");
  });

  it("wipes the draft of another link", async () => {
    readAddress();
    await settled();
    answerDraft.change({ text: "for the first link" });
    goTo(`/s/${"E".repeat(43)}`);
    readAddress();
    expect(answerDraft.store.get().text).toBe("");
    await settled();
    expect(status).toHaveBeenCalledTimes(2);
  });

  it("ignores the response for a link that was replaced", async () => {
    let respond: (response: VerifiedRequest) => void = () => undefined;
    status.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    readAddress();
    await vi.waitFor(() => {
      expect(status).toHaveBeenCalledTimes(1);
    });
    status.mockResolvedValueOnce(request("received"));
    goTo(`/s/${"E".repeat(43)}`);
    readAddress();
    await settled();
    respond(request());
    await new Promise((resolve) => setTimeout(resolve));
    expect(answerState.get().stage).toEqual({ name: "problem", problem: "over" });
  });

  it("shows a request that was made in this browser as its own", async () => {
    worker.keptRequests.mockResolvedValueOnce([{ id: ID }]);
    readAddress();
    await settled();
    expect(answerState.get().isOwn).toBe(true);
  });

  it("remembers after a reload that the answer was sent from this tab", async () => {
    status.mockResolvedValueOnce(request("delivered"));
    goTo(`/s/${ID}`, { sentAt: 7 });
    readAddress();
    expect(await settled()).toMatchObject({ name: "sent", sent: { sentAt: 7, receivedAt: null } });
  });

  it.each([
    ["delivered", { name: "problem", problem: "taken" }],
    ["received", { name: "problem", problem: "over" }],
  ] as const)("shows that a request is %s", async (state, stage) => {
    status.mockResolvedValueOnce(request(state));
    readAddress();
    expect(await settled()).toEqual(stage);
  });

  it("shows a damaged link without asking the relay", async () => {
    goTo("/s/short");
    readAddress();
    expect(await settled()).toEqual({ name: "problem", problem: "damaged" });
    expect(status).not.toHaveBeenCalled();
  });

  it.each([
    [new DeliveryError("request-unknown"), { name: "problem", problem: "unknown" }],
    [new DeliveryError("request-cancelled"), { name: "problem", problem: "cancelled" }],
    [new DeliveryError("request-expired"), { name: "problem", problem: "expired" }],
    [new DeliveryError("request-altered"), { name: "problem", problem: "altered" }],
    [
      new DeliveryError("relay-answer-invalid", { status: 200 }),
      { name: "problem", problem: "noRelay" },
    ],
    [
      new DeliveryError("relay-timeout"),
      { name: "failed", failure: { code: "relay-timeout", params: {} } },
    ],
  ] as const)("maps %s", async (error, stage) => {
    status.mockRejectedValueOnce(error);
    readAddress();
    expect(await settled()).toEqual(stage);
  });
});
