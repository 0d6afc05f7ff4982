import type { NextConfig } from "next";

// No telemetry. Next reads this after it has loaded this file.
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** Where the relay is while Next serves the pages itself (tooling/dev.mjs). */
const relay = process.env.PCT_DEV_RELAY;

const config: NextConfig = {
  // Exports /es/receive/index.html, which any file server finds without a redirect.
  trailingSlash: true,
  // The default is random, which would change the CSP hashes with every build.
  generateBuildId: () => "pct",
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: {
    resolveAlias: {
      // All messages are parsed at the build: see compiled-texts.ts.
      "use-intl/format-message": "./src/i18n/format-message.ts",
    },
  },
  ...(relay === undefined ? { output: "export" } : withRelay(relay)),
};

/** Does what the portal's server does in production: serves the relay at the same origin, and links. */
function withRelay(relay: string): NextConfig {
  const prefersSpanish = [{ type: "header" as const, key: "accept-language", value: "es.*" }];
  return {
    // The redirect would also apply to the relay's paths.
    skipTrailingSlashRedirect: true,
    rewrites: () =>
      Promise.resolve({
        beforeFiles: [
          { source: "/api/v1/:path*", destination: `${relay}/api/v1/:path*` },
          { source: "/s/:id", has: prefersSpanish, destination: "/es/s/" },
          { source: "/s/:id", destination: "/en/s/" },
          { source: "/:language(es|en)/s/:id", destination: "/:language/s/" },
        ],
      }),
  };
}

export default config;
