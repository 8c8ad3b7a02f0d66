import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // tsc is a gate of its own; starting must not depend on the types of tests.
  typescript: { ignoreBuildErrors: true },
  // The development server is reached by its address, not as localhost.
  allowedDevOrigins: ["127.0.0.1"],
  // The head of every page is complete when it arrives, also for readers without JavaScript.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ["better-sqlite3", "undici", "pino"],
  headers: () =>
    Promise.resolve([
      // A permalink's address is a capability: it must not travel to the sites that the page links to.
      { source: "/d/:id/:rest*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
      { source: "/d/:id/:rest*", headers: [{ key: "X-Robots-Tag", value: "noindex" }] },
    ]),
};

export default config;
