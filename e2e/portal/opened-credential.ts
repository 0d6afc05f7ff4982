import { createHash, randomBytes } from "node:crypto";

import { portal as texts } from "@pct/messages/portal";
import type { Page } from "playwright";
import { expect } from "vitest";

import { encryptFor } from "./age-sender.js";
import type { Portal } from "./portal.js";
import { idIn } from "./requester.js";
import type { Requester } from "./requester.js";

/** A credential that is sent to a request, and what its recipient sees of it. */

export const PASSWORD = "Tr4sp4so-0Ol1I-canario";
export const CONSOLE = "https://123456789012.signin.aws.amazon.com/console";
export const CREDENTIAL = {
  type: "pct.credential.v1",
  provider: "aws",
  account: "123456789012",
  signInUrl: CONSOLE,
  username: "ana.lopez",
  password: PASSWORD,
  note: "Hola Ana: entra hoy mismo, por favor. Si algo falla, llámame al 555-1234.",
  from: "Marta, de sistemas",
};

/** Pixels of a phone's screen. */
export const PHONE = { width: 360, height: 740 };

/** Makes a request, and delivers a document to it. Returns its ID. */
export async function receive(
  portal: Portal,
  requester: Requester,
  document: object,
): Promise<string> {
  await requester.arrive();
  const id = idIn(await requester.ask("AWS, cuenta 1234"));
  await requester.waits();
  await deliver(portal, id, document);
  await requester.arrives();
  return id;
}

/** Sends a document to a request. Returns the token that withdraws it. */
export async function deliver({ origin }: Portal, id: string, document: object): Promise<string> {
  const file = await encryptFor(origin, id, JSON.stringify({ ...document, request: id }));
  const token = randomBytes(32).toString("base64url");
  const delivered = await fetch(`${origin}/api/v1/requests/${id}/delivery`, {
    method: "PUT",
    headers: {
      "content-type": "application/octet-stream",
      "pct-withdraw-token-hash": createHash("sha256").update(token).digest("base64url"),
    },
    body: new Uint8Array(file),
  });
  expect(delivered.status).toBe(201);
  return token;
}

/** Takes a delivery back, as its sender. */
export async function withdraw({ origin }: Portal, id: string, token: string): Promise<void> {
  const answer = await fetch(`${origin}/api/v1/requests/${id}/delivery`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(204);
}

/** The new password, which it shows. */
export async function newPassword(requester: Requester): Promise<string> {
  const { page, open } = requester;
  await requester.openStep(open.tasks.titles.change);
  const box = page.getByRole("group", { name: open.generator.label });
  await box.waitFor();
  const show = box.getByRole("button", {
    name: new RegExp(`^${texts[requester.language].design.show.replace(/<.*/, "")}`),
  });
  if (await show.isVisible()) await show.click();
  const text = await box.locator("[dir=ltr]").innerText();
  expect(text.length).toBeGreaterThanOrEqual(12);
  return text;
}

/** The names of the drafts that the browser stores. */
export async function draftsIn(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("pct");
        opening.onerror = () => {
          reject(new Error("the database can't be opened"));
        };
        opening.onsuccess = () => {
          const database = opening.result;
          const request = database.transaction("drafts").objectStore("drafts").getAllKeys();
          request.onsuccess = () => {
            database.close();
            resolve(request.result.map(String));
          };
        };
      }),
  );
}
