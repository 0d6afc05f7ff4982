import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { Answerer } from "./answerer.js";
import { Asker } from "./asker.js";
import { hasBrowser, LANGUAGES, Portal, startServer } from "./portal.js";
import type { Visitor } from "./portal.js";
import { ignoreFailedCalls, Requester } from "./requester.js";

/** A relay that stores no more for the network of this client. */

const SECRET = "s3cr3t0-0Ol1I";

describe.skipIf(!hasBrowser).each(LANGUAGES)("a used-up share of the relay, in %s", (language) => {
  let portal: Portal;
  let visitor: Visitor;

  beforeAll(async () => {
    const server = await startServer({ PCT_CLIENT_REQUESTS: "2", PCT_CLIENT_BYTES: "1024" });
    portal = await Portal.start({ server });
  });
  afterAll(async () => {
    await portal.close();
  });
  beforeEach(async () => {
    visitor = await portal.visitor({ locale: language });
  });
  afterEach(async () => {
    ignoreFailedCalls(visitor);
    await visitor.leave();
  });

  it("keeps what the sender typed when the relay takes no answer", async () => {
    const ana = new Asker(portal.origin);
    const asked = await ana.ask();
    const luis = new Answerer(visitor.page, language);
    await luis.open(asked.link);
    await luis.typeCredential("ana", SECRET);
    await luis.send();
    await luis.showsFailure("quota-exceeded");
    await visitor.page.getByText(luis.t.kept).waitFor();
    await expectAccessible(visitor.page, "no answer taken");
    expect(await luis.field(luis.form.credential.password).inputValue()).toBe(SECRET);
    expect(visitor.sent()).not.toContain(SECRET);
    await asked.cancel();
    ana.close();
  });

  it("keeps a request that the relay doesn't take, and creates it when there is room", async () => {
    const requester = new Requester(visitor.page, language);
    const { page, t } = requester;
    const links = [];
    for (const label of ["uno", "dos"]) {
      await requester.arrive();
      links.push(await requester.ask(label));
      await requester.waits();
    }
    await requester.arrive();
    await page.getByLabel(t.form.for).fill("tres");
    await requester.press(t.form.action);
    await requester.showsFailure("quota-exceeded");
    await expectAccessible(page, "no request taken");
    await requester.goToList();
    await requester.row("tres").getByText(t.list.states.making).waitFor();

    await requester.row("uno").getByRole("link").click();
    await requester.cancel();
    await page.getByRole("link", { name: t.another }).click();
    await requester.row("tres").getByRole("link").click();
    links.push(await requester.link());
    await requester.waits();
    expect(new Set(links).size).toBe(3);
  });
});
