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

  it("invite a person, with the link on a line of its own and when it ends", () => {
    const until = { date: "lunes 30 de noviembre", time: "18:00" };
    const letter = { link: LINK, to: "Ana", what: "AWS", from: "Luis", until };
    const invitation = letters[language].invitation(letter);
    expect(invitation.split("\n")).toContain(LINK);
    for (const text of ["Ana", "AWS.", until.date, until.time]) expect(invitation).toContain(text);
    expect(invitation).toMatch(/\nLuis$/);
    const bare = letters[language].invitation({ ...letter, to: null, what: null, from: null });
    expect(bare).not.toMatch(/null|undefined|!|¡/);
    expect(letters[language].invitationSubject({ what: "AWS" })).toContain("AWS");
    expect(letters[language].invitationSubject({ what: null })).not.toMatch(/null|:/);
  });

  it("say something whole without labels", () => {
    const request = letters[language].request({ link: LINK, what: null, from: null });
    expect(request).not.toMatch(/null|undefined|!|¡/);
    expect(request.split("\n")).toHaveLength(4);
  });
});
