import { languageOf, languages } from "#/i18n/language";
import { translator } from "#/i18n/translator";

export const dynamic = "force-static";
export const dynamicParams = false;

export function generateStaticParams(): { lang: string }[] {
  return languages.map((lang) => ({ lang }));
}

/** The web app manifest in each language. Both have the same ID, so they install as one app. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/[lang]/manifest.webmanifest">,
): Promise<Response> {
  const language = languageOf(await params);
  const t = translator(language, "site");
  return Response.json({
    id: "/",
    scope: "/",
    start_url: `/${language}/`,
    lang: language,
    name: t("name"),
    short_name: t("shortName"),
    description: t("description"),
    display: "standalone",
    background_color: "#fbfaf7",
    theme_color: "#fbfaf7",
    icons: [
      { src: "/icons/padlock-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/padlock-512.png", sizes: "512x512", type: "image/png" },
      {
        src: "/icons/padlock-maskable-512.png",
        sizes: "512x512",
        type: "image/png",
        purpose: "maskable",
      },
      { src: "/icons/padlock.svg", sizes: "any", type: "image/svg+xml" },
    ],
  });
}
