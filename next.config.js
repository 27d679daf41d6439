/** @type {import('next').NextConfig} */
const config = {
  // A second build (tests, benchmark) must not overwrite the one that is being served.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@node-rs/argon2", "pino"],
};

export default config;
