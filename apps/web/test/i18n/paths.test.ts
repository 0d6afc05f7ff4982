import { expect, it } from "vitest";

import { localizedPath, isLinkScreen, linkPath, screenPath } from "#/i18n/paths.js";

it.each([
  ["/es/send/", null, "/send/", "/en/send/"],
  ["/es/", null, "/", "/en/"],
  ["/es/tools/keys/", null, "/tools/keys/", "/en/tools/keys/"],
  ["/s/ID", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/ID", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/ID/", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/ID%23for=a%2Fb", "/s/ID%23for=a%2Fb", "/s/", "/en/s/ID%23for=a%2Fb"],
  ["/es/s/ID/%20", "/s/ID", "/s/", "/en/s/ID"],
  ["/es/s/", null, "/s/", "/en/s/"],
  ["/fr/s/ID", null, "/s/ID", "/en/s/ID"],
])("splits %s", (path, link, screen, inEnglish) => {
  expect(linkPath(path)).toBe(link);
  expect(screenPath(path)).toBe(screen);
  expect(isLinkScreen(path)).toBe(screen === "/s/");
  expect(localizedPath("en", path)).toBe(inEnglish);
});
