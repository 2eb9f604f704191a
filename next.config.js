/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Packages that open sockets or load files by path stay outside the bundle.
  serverExternalPackages: ["nats", "pg", "@prisma/client", "@prisma/adapter-pg", "pino", "prom-client"],
};

export default config;
