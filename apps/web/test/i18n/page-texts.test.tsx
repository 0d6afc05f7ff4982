import { portal } from "@pct/messages/portal";
import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { useMessages, useTranslations } from "use-intl/react";

import { PageTexts } from "../../src/i18n/page-texts";

it("gives a page the groups that it names, in its language, and nothing else", () => {
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
  // Until the page is alive, nobody can do anything to it.
  expect(html).toBe('<div class="contents" inert=""><p>Ir al inicio</p></div>');
});

it("ends the build of a page that shows a group it did not name", () => {
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
