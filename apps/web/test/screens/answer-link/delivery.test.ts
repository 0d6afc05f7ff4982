import { DeliveryError } from "@pct/delivery";
import type { VerifiedRequest } from "@pct/delivery";
import { beforeEach, expect, it, vi } from "vitest";

import { Delivering } from "../../../src/screens/answer-link/delivery";
import type { AnswerContent } from "../../../src/crypto/interface/answers";
import { Drafting } from "../../../src/screens/compose/draft";

/** A worker that locks by naming what it was given, never twice alike. */
const encryptAnswer = vi.fn((_: VerifiedRequest, content: AnswerContent) =>
  Promise.resolve(new TextEncoder().encode(`${String(locked++)} ${JSON.stringify(content)}`)),
);
let locked = 0;
const deliver = vi.fn<(id: string, bytes: Uint8Array) => Promise<void>>();

vi.mock("../../../src/crypto/client", () => ({ cryptoWorker: () => ({ encryptAnswer }) }));
vi.mock("../../../src/relay/relay", () => ({ relay: () => Promise.resolve({ deliver }) }));

const request = { id: "ID" } as VerifiedRequest;
/** The relay's store. */
let stored: Uint8Array | null;

beforeEach(() => {
  vi.clearAllMocks();
  locked = 0;
  stored = null;
  deliver.mockImplementation((_, bytes) => {
    stored ??= bytes;
    return stored === bytes
      ? Promise.resolve()
      : Promise.reject(new DeliveryError("already-delivered"));
  });
});

function typed(password: string): Drafting {
  const drafting = new Drafting();
  drafting.changeCredential({ password, from: " Luis " });
  return drafting;
}

it("sends the same bytes again until the draft is changed", async () => {
  const delivering = new Delivering();
  const drafting = typed("one");
  deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
  await expect(delivering.deliver(request, drafting.store.get())).rejects.toThrow();
  // Pressing the button again changes nothing of it.
  expect(drafting.isReady()).toBe(true);
  expect(await delivering.deliver(request, drafting.store.get())).toEqual({ isEarlier: false });
  expect(encryptAnswer).toHaveBeenCalledTimes(1);
  expect(deliver.mock.calls[0]?.[1]).toBe(deliver.mock.calls[1]?.[1]);
});

it("knows an earlier answer of its own whose confirmation was lost", async () => {
  const delivering = new Delivering();
  const drafting = typed("one");
  deliver.mockImplementationOnce((_, bytes) => {
    stored = bytes;
    return Promise.reject(new DeliveryError("relay-timeout"));
  });
  await expect(delivering.deliver(request, drafting.store.get())).rejects.toThrow("relay-timeout");
  drafting.changeCredential({ password: "two" });
  expect(await delivering.deliver(request, drafting.store.get())).toEqual({ isEarlier: true });
});

it("does not take a stranger's answer for its own", async () => {
  const delivering = new Delivering();
  const drafting = typed("one");
  deliver.mockRejectedValueOnce(new DeliveryError("relay-unreachable"));
  await expect(delivering.deliver(request, drafting.store.get())).rejects.toThrow();
  stored = new Uint8Array(1);
  drafting.changeCredential({ password: "two" });
  const again = delivering.deliver(request, drafting.store.get());
  await expect(again).rejects.toThrow("already-delivered");
});

it("forgets what it has locked", async () => {
  const delivering = new Delivering();
  const drafting = typed("one");
  await delivering.deliver(request, drafting.store.get());
  delivering.reset();
  stored = null;
  await delivering.deliver(request, drafting.store.get());
  expect(encryptAnswer).toHaveBeenCalledTimes(2);
});

it("locks what was chosen, and says who sends it", async () => {
  const drafting = typed("one");
  await new Delivering().deliver(request, drafting.store.get());
  stored = null;
  drafting.change({ content: "text", text: "hola" });
  await new Delivering().deliver(request, drafting.store.get());
  stored = null;
  const file = new File(["x"], "x.txt");
  drafting.change({ content: "file", file });
  await new Delivering().deliver(request, drafting.store.get());
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
