import { describe, expect, it, vi } from "vitest";

import { credentialFields, Draft } from "#/screens/compose/draft.js";

let generated: (password: { text: string }) => void = () => undefined;
const worker = {
  generatePassword: () => new Promise<{ text: string }>((resolve) => (generated = resolve)),
};
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => worker }));

function fieldsOf(change: Parameters<Draft["changeCredential"]>[0]): object {
  const draft = new Draft();
  draft.changeCredential(change);
  return credentialFields(draft.store.get().credential);
}

describe("credentialFields", () => {
  it("names no provider until one is chosen", () => {
    expect(fieldsOf({ username: "ana" })).toEqual({ username: "ana", files: [] });
  });

  it("names a cloud as the provider, and any other service beside it", () => {
    expect(fieldsOf({ service: "gcp" })).toMatchObject({ provider: "gcp" });
    expect(fieldsOf({ service: "vpn" })).toMatchObject({ provider: "other", service: "vpn" });
    expect(fieldsOf({ service: "other", serviceName: " Jira " })).toMatchObject({
      provider: "other",
      service: "Jira",
    });
    expect(fieldsOf({ service: "github", serviceName: "left over" })).toEqual({
      provider: "other",
      service: "github",
      files: [],
    });
  });

  it("completes a sign-in address that was typed without a scheme", () => {
    expect(fieldsOf({ signInUrl: " github.com/login " })).toMatchObject({
      signInUrl: "https://github.com/login",
    });
  });
});

describe("Draft", () => {
  it("expects a changed password only where signing in can change it", () => {
    const draft = new Draft();
    for (const [service, changes] of [
      ["aws", true],
      ["database", false],
      ["github", true],
      ["server", false],
      ["vpn", false],
      ["", true],
    ] as const) {
      draft.chooseService(service);
      expect(draft.store.get().credential.mustChangePassword, service).toBe(changes);
    }
  });

  it("is not ready with an address that the recipient's side would not open", () => {
    const draft = new Draft();
    for (const [signInUrl, isReady] of [
      ["github.com", true],
      ["https://example.org", true],
      ["http://example.org", false],
      ["10.0.0.1", false],
      ["call me", false],
    ] as const) {
      draft.changeCredential({ signInUrl });
      expect(draft.isReady(), signInUrl).toBe(isReady);
    }
    // The address belongs to another kind of content.
    draft.change({ content: "text", text: "hola" });
    expect(draft.isReady()).toBe(true);
  });

  it("is not ready with a service and a sender alone", () => {
    const draft = new Draft();
    draft.chooseService("aws");
    draft.changeCredential({ from: "Luis" });
    expect(draft.isReady()).toBe(false);
    expect(draft.store.get().isMissing).toBe(true);
  });

  it("ignores a password that arrives after it was reset", async () => {
    const draft = new Draft();
    const generation = draft.generatePassword();
    draft.reset();
    generated({ text: "of another draft" });
    await generation;
    expect(draft.store.get()).toBe(draft.store.initial);
  });
});
