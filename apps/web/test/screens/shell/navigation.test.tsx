import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { LanguageSwitch } from "#/screens/shell/language-switch.js";
import { Navigation } from "#/screens/shell/navigation.js";

// The bundler defines this for `trailingSlash` in next.config.ts.
vi.stubEnv("__NEXT_TRAILING_SLASH", "true");
let path: string;
vi.mock("next/navigation", () => ({ usePathname: () => path, useRouter: () => ({}) }));

beforeEach(() => {
  path = "/es/";
});

function attributes(html: string, name: string): (string | undefined)[] {
  return [...html.matchAll(/<a ([^>]*)>/g)].map(
    ([, tag = ""]) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1],
  );
}

describe("LanguageSwitch", () => {
  it.each([
    ["/es/send/", "/en/send/"],
    ["/es/", "/en/"],
    ["/es/tools/keys/", "/en/tools/keys/"],
    // The exported page: the browser adds the link once it has read the address.
    ["/s/AAAA", "/en/s/"],
    ["/es/s/AAAA", "/en/s/"],
  ])("leads from %s to %s", (current, other) => {
    path = current;
    const html = renderToStaticMarkup(<LanguageSwitch other="en" name="English" />);
    expect(attributes(html, "href")).toEqual([other]);
    expect(attributes(html, "hrefLang")).toEqual(["en"]);
    expect(attributes(html, "lang")).toEqual(["en"]);
  });
});

describe("Navigation", () => {
  const sections = ["request", "send", "tools"].map((page) => ({
    href: `/es/${page}/`,
    name: page,
  }));

  function currentSections(): (string | undefined)[] {
    const html = renderToStaticMarkup(
      <Navigation label="Secciones" menu="Menú" destinations={sections} />,
    );
    expect(attributes(html, "href")).toEqual(sections.map(({ href }) => href));
    return attributes(html, "aria-current");
  }

  it("marks the current section, on the pages below it as well", () => {
    path = "/es/tools/keys/";
    expect(currentSections()).toEqual([undefined, undefined, "page"]);
  });

  it("marks no section on the first page", () => {
    expect(currentSections()).toEqual([undefined, undefined, undefined]);
  });
});
