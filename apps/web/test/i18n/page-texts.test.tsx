import { portal } from "@pct/messages/portal";
import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { useMessages, useTranslations } from "use-intl/react";

import { PageTexts } from "#/i18n/page-texts.js";

it("provides the named groups in the page's language, and no others", () => {
  function Screen(): ReactNode {
    const t = useTranslations("site");
    expect(useMessages()).toEqual({ site: portal.es.site });
    return <p>{t("notFound.home")}</p>;
  }
  const html = renderToStaticMarkup(
    <PageTexts language="es" groups={["site"]}>
      <Screen />
    </PageTexts>,
  );
  // The page is inert until it is hydrated.
  expect(html).toBe('<div class="contents" inert=""><p>Ir al inicio</p></div>');
});

it("throws if a page uses a group that it did not name", () => {
  function Screen(): ReactNode {
    return <p>{useTranslations("home")("title")}</p>;
  }
  const render = (): string =>
    renderToStaticMarkup(
      <PageTexts language="es" groups={["site"]}>
        <Screen />
      </PageTexts>,
    );
  expect(render).toThrow();
});
