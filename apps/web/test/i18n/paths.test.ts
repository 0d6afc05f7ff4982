import { expect, it } from "vitest";

import { addressIn, isLinkScreen, linkPath, screenAt } from "../../src/i18n/paths";

it.each([
  ["/es/send/", null, "/send/", "/en/send/"],
  ["/es/", null, "/", "/en/"],
  ["/es/tools/keys/", null, "/tools/keys/", "/en/tools/keys/"],
  ["/s/ID", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/ID", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/ID/", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/", null, "/s/", "/en/s/"],
  ["/fr/s/ID", null, "/s/ID", "/en/s/ID"],
])("%s", (path, link, screen, inEnglish) => {
  expect(linkPath(path)).toBe(link);
  expect(screenAt(path)).toBe(screen);
  expect(isLinkScreen(path)).toBe(screen === "/s/");
  expect(addressIn("en", path)).toBe(inEnglish);
});
