import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";

import { PlainText } from "#/ui/plain-text.js";

it.each([
  ["ana@example.org", "ana@example.org"],
  ["fdp.\u202Eexe", "fdp.[\\u202e]exe"],
  ["hidden\rshown\u007F\u009B", "hidden[\\u000d]shown[\\u007f][\\u009b]"],
  ["<b>\u200B", "&lt;b&gt;[\\u200b]"],
])("shows %j as %j", (text, expected) => {
  const html = renderToStaticMarkup(<PlainText text={text} />);
  expect(html.replace(/<span [^>]*>/g, "[").replaceAll("</span>", "]")).toBe(expected);
});
