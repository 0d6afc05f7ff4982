import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { portal as texts } from "@pct/messages/portal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { expectAccessible } from "./accessibility.js";
import { Answerer } from "./answerer.js";
import { Asker } from "./asker.js";
import { hasBrowser, LANGUAGES, Portal, startServer } from "./portal.js";

/** A portal with an organization's name, picture and rules. */

const NAME = "Banco <b>Río</b> & Cía";
/** Twice as wide as high; its script runs nowhere, since a picture is no page. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32" onload="alert(1)">
  <script>alert(1)</script><rect width="64" height="32" fill="#0a5"/></svg>`;

const folder = mkdtempSync(join(tmpdir(), "pct-brand-"));
let portal: Portal;

beforeAll(async () => {
  if (!hasBrowser) return;
  const logo = join(folder, "logo.svg");
  writeFileSync(logo, PICTURE);
  const settings = {
    PCT_NAME: NAME,
    PCT_LOGO: logo,
    PCT_REQUIRE_WORDS: "on",
    PCT_MAX_EXPIRY: "600",
  };
  portal = await Portal.start({ server: await startServer(settings) });
});
afterAll(async () => {
  if (hasBrowser) await portal.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("in %s", (language) => {
  it("shows name and picture, and sends only once the words are compared", async () => {
    const visitor = await portal.visitor({ locale: language });
    const { page } = visitor;
    const luis = new Answerer(page, language);
    const ana = new Asker(portal.origin);
    const asked = await ana.ask();
    await luis.open(asked.link);
    const header = page.locator("header");
    await header.getByText(NAME, { exact: true }).waitFor();
    const picture = header.locator("img");
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(64);
    expect(await picture.boundingBox()).toMatchObject({ width: 64, height: 32 });

    await luis.chooseContent("text");
    await luis.field(luis.form.text.label).fill("Kanarienvogel");
    const { compared, missing } = texts[language].answer.words;
    const button = luis.button(luis.t.action);
    expect(await button.isDisabled()).toBe(true);
    await page.getByText(missing, { exact: true }).waitFor();
    await expectAccessible(page, "words required");
    await page.getByLabel(compared, { exact: true }).check();
    await luis.send();
    await luis.isSent();
    expect(String(await asked.collect())).toContain("Kanarienvogel");
    ana.close();
    await visitor.leave();
  });
});
