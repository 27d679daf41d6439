/** @type {import('next').NextConfig} */
const config = {
  // A second build (tests, benchmark) must not overwrite the one that is being served.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Types are checked by `npm run check`, over tests and scripts too; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  images: { unoptimized: true },
  // What proxy.ts lets through must arrive whole: the scan of a paper (20 MB) and the form around it.
  // A workbook (10 MB) comes by a form; lib/auth/request-guard.ts keeps every other form far smaller.
  experimental: { proxyClientMaxBodySize: "21mb", serverActions: { bodySizeLimit: "14mb" } },
  serverExternalPackages: ["pg", "@node-rs/argon2", "pino"],
  // Browsers ask for it wherever a page does not name its icon, as pages that were not found do not.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // Everything else gets its headers from proxy.ts.
  headers: async () => [
    { source: "/_next/static/:path*", headers: [{ key: "X-Content-Type-Options", value: "nosniff" }] },
    // A face never changes under its name, and asking for it again would move the text that waits for it.
    {
      source: "/fonts/:path*",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default config;
