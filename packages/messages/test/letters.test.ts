import { describe, expect, it } from "vitest";

import { letters } from "#/letters.js";

const LINK = "https://pct.example.org/s/9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";

describe.each(["es", "en"] as const)("letters in %s", (language) => {
  it("give the link and the address a line of their own", () => {
    const request = letters[language].request({
      link: LINK,
      what: "AWS, cuenta 1234",
      from: "Ana",
    });
    expect(request.split("\n")).toContain(LINK);
    expect(request).toContain("AWS, cuenta 1234.");
    expect(request).toMatch(/\nAna$/);
    const address = "https://pct.example.org/es/request/";
    expect(letters[language].askForLink({ address }).split("\n")).toContain(address);
  });

  it("say something whole without labels", () => {
    const request = letters[language].request({ link: LINK, what: null, from: null });
    expect(request).not.toMatch(/null|undefined|!|¡/);
    expect(request.split("\n")).toHaveLength(4);
  });
});
