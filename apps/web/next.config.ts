import type { NextConfig } from "next";

// Before Next reads it: nobody is told that this was built, or where.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const config: NextConfig = {
  output: "export",
  // /es/receive/index.html: any file server finds it, and no address is ever redirected.
  trailingSlash: true,
  // A random one would change the bytes, and so the CSP hashes, of every build.
  generateBuildId: () => "pct",
  poweredByHeader: false,
  reactStrictMode: true,
};

export default config;
