import { beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import { Recipients } from "#/screens/encryption/recipients.js";

const readRecipients = vi.fn(() => Promise.reject(new CryptoFailure("recipient-not-recognized")));
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => ({ readRecipients }) }));

const ID = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
const shown = `https://pct.example.org/s/${ID}`;
const address = `${shown}#for=AWS`;
const origin = "https://pct.example.org";

let recipients: Recipients;
beforeEach(() => {
  recipients = new Recipients();
});

/** The place for the first key after a text was given there. */
async function given(text: string, isWhole = true): Promise<object | undefined> {
  await recipients.giveText(0, text, isWhole);
  return recipients.store.get().list[0];
}

describe("a request link in the place of a public key", () => {
  it.each([
    [address, null],
    [`<${shown}/?utm_source=mail#for=AWS>`, null],
    [
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=x`,
      "eur01.safelinks.protection.outlook.com",
    ],
    [`https://www.google.com/url?q=${encodeURIComponent(address)}&sa=D`, "www.google.com"],
  ])("is shown with the host that it leads to: %s", async (text, takenFrom) => {
    const link = { address, shown, origin, takenFrom };
    expect(await given(text)).toMatchObject({ link, info: null, failure: null });
  });

  it("is not a key", async () => {
    await given(address);
    expect(recipients.take()).toBeNull();
    expect(recipients.store.get().missing).toBe(0);
  });

  it("that only its service knows has its own reason", async () => {
    const text = "https://protect-eu.mimecast.com/s/1aBcCD9eFg?domain=pct.example.org";
    expect(await given(text)).toMatchObject({ link: null, failure: { code: "link-hidden" } });
  });

  it.each(["https://example.org", shown.slice(0, -1), "hello", "javascript:alert(1)"])(
    "does not include %s",
    async (text) => {
      const failure = { code: "recipient-not-recognized" };
      expect(await given(text)).toMatchObject({ link: null, failure });
      // While the person is typing, nothing is said.
      expect(await given(text, false)).toMatchObject({ link: null, failure: null });
    },
  );

  it("goes away with the next text", async () => {
    await given(address);
    expect(await given("hello")).toMatchObject({ link: null });
  });
});
