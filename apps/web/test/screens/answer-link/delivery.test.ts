import { DeliveryError } from "@pct/delivery";
import type { VerifiedRequest } from "@pct/delivery";
import { beforeEach, expect, it, vi } from "vitest";

import { AnswerDelivery } from "#/screens/answer-link/delivery.js";
import type { AnswerContent } from "#/crypto/interface/answers.js";
import { Draft } from "#/screens/compose/draft.js";

/** A worker whose ciphertext names its input, and is never the same twice. */
const encryptAnswer = vi.fn((_: VerifiedRequest, content: AnswerContent) =>
  Promise.resolve(new TextEncoder().encode(`${String(encryptions++)} ${JSON.stringify(content)}`)),
);
let encryptions = 0;
const deliver = vi.fn<(id: string, bytes: Uint8Array) => Promise<void>>();

vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => ({ encryptAnswer }) }));
vi.mock("#/relay/relay.js", () => ({ relay: () => Promise.resolve({ deliver }) }));

const request = { id: "ID" } as VerifiedRequest;
/** The delivery that the relay has stored. */
let stored: Uint8Array | null;

beforeEach(() => {
  vi.clearAllMocks();
  encryptions = 0;
  stored = null;
  deliver.mockImplementation((_, bytes) => {
    stored ??= bytes;
    return stored === bytes
      ? Promise.resolve()
      : Promise.reject(new DeliveryError("already-delivered"));
  });
});

function typed(password: string): Draft {
  const draft = new Draft();
  draft.changeCredential({ password, from: " Luis " });
  return draft;
}

it("retries with identical bytes until the draft is changed", async () => {
  const delivery = new AnswerDelivery();
  const draft = typed("one");
  deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
  await expect(delivery.deliver(request, draft.store.get())).rejects.toThrow();
  // Pressing the button again doesn't change the draft.
  expect(draft.isReady()).toBe(true);
  expect(await delivery.deliver(request, draft.store.get())).toEqual({ isEarlier: false });
  expect(encryptAnswer).toHaveBeenCalledTimes(1);
  expect(deliver.mock.calls[0]?.[1]).toBe(deliver.mock.calls[1]?.[1]);
});

it("recognizes its own earlier answer whose confirmation was lost", async () => {
  const delivery = new AnswerDelivery();
  const draft = typed("one");
  deliver.mockImplementationOnce((_, bytes) => {
    stored = bytes;
    return Promise.reject(new DeliveryError("relay-timeout"));
  });
  await expect(delivery.deliver(request, draft.store.get())).rejects.toThrow("relay-timeout");
  draft.changeCredential({ password: "two" });
  expect(await delivery.deliver(request, draft.store.get())).toEqual({ isEarlier: true });
});

it("does not mistake another sender's answer for its own", async () => {
  const delivery = new AnswerDelivery();
  const draft = typed("one");
  deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
  await expect(delivery.deliver(request, draft.store.get())).rejects.toThrow();
  stored = new Uint8Array(1);
  draft.changeCredential({ password: "two" });
  const again = delivery.deliver(request, draft.store.get());
  await expect(again).rejects.toThrow("already-delivered");
});

it("forgets its ciphertext when it is reset", async () => {
  const delivery = new AnswerDelivery();
  const draft = typed("one");
  await delivery.deliver(request, draft.store.get());
  delivery.reset();
  stored = null;
  await delivery.deliver(request, draft.store.get());
  expect(encryptAnswer).toHaveBeenCalledTimes(2);
});

it("encrypts the chosen content, with the sender's name", async () => {
  const draft = typed("one");
  await new AnswerDelivery().deliver(request, draft.store.get());
  stored = null;
  draft.change({ content: "text", text: "hola" });
  await new AnswerDelivery().deliver(request, draft.store.get());
  stored = null;
  const file = new File(["x"], "x.txt");
  draft.change({ content: "file", file });
  await new AnswerDelivery().deliver(request, draft.store.get());
  expect(encryptAnswer.mock.calls.map(([, content]) => content)).toEqual([
    {
      kind: "credential",
      fields: {
        provider: "aws",
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
