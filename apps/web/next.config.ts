import type { NextConfig } from "next";

// Before Next reads it: nobody is told that this was built, or where.
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** Where the relay is while Next serves the pages itself (tooling/dev.mjs). */
const relay = process.env.PCT_DEV_RELAY;

const config: NextConfig = {
  // /es/receive/index.html: any file server finds it, and no address is ever redirected.
  trailingSlash: true,
  // A random one would change the bytes, and so the CSP hashes, of every build.
  generateBuildId: () => "pct",
  poweredByHeader: false,
  reactStrictMode: true,
  ...(relay === undefined ? { output: "export" } : besideRelay(relay)),
};

/** What our own server does in earnest: the relay is at the same origin, and a link has its page. */
function besideRelay(relay: string): NextConfig {
  const inSpanish = [{ type: "header" as const, key: "accept-language", value: "es.*" }];
  return {
    // It would also redirect the relay's addresses.
    skipTrailingSlashRedirect: true,
    rewrites: () =>
      Promise.resolve({
        beforeFiles: [
          { source: "/api/v1/:path*", destination: `${relay}/api/v1/:path*` },
          { source: "/s/:id", has: inSpanish, destination: "/es/s/" },
          { source: "/s/:id", destination: "/en/s/" },
          { source: "/:language(es|en)/s/:id", destination: "/:language/s/" },
        ],
      }),
  };
}

export default config;
