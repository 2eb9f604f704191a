import { existsSync } from "node:fs";
import { onceFor } from "./fingerprint.mjs";
import { isInstalled } from "./installed.mjs";
import { runCommand } from "./run-command.mjs";
import { StartFailure } from "./start-failure.mjs";

/** Installs the packages of the lockfile, when they are not the ones installed. @returns {Promise<string>} */
export async function ensurePackages() {
  if (isInstalled()) return "";
  await runCommand(["npm", "ci", "--no-audit", "--no-fund"], { failure: "`npm ci` failed" });
  return "installed";
}

/** Generates the database client, when the schema changed. @returns {Promise<string>} */
export async function ensureClient() {
  const done = await onceFor({
    mark: "node_modules/.cache/advertisex/schema.sha256",
    paths: ["prisma/schema.prisma", "package-lock.json"],
    needs: "lib/storage/generated/client.ts",
    work: async () => {
      await runCommand([process.execPath, "scripts/generate.mjs"], { failure: "`npm run generate` failed" });
    },
  });
  return done ? "generated" : "";
}

/** What the web process is built from. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds the web process, when its sources changed. @returns {Promise<string>} */
export async function ensureBuild() {
  const done = await onceFor({
    mark: ".next/advertisex-sources.sha256",
    paths: [...sources, "prisma/schema.prisma"],
    needs: ".next/BUILD_ID",
    work: async () => {
      await runCommand([process.execPath, "node_modules/next/dist/bin/next", "build"], {
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        failure: "`npm run build` failed",
      });
    },
  });
  return done ? "built" : "";
}

/**
 * Finds nats-server on the PATH; else installs Debian's as root; else falls back to Docker.
 * @returns {Promise<"nats-server" | "docker">}
 */
export async function ensureNatsServer() {
  if (await works(["nats-server", "--version"])) return "nats-server";
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = async () => {
      await runCommand(["apt-get", "update", "-qq"], { env, failure: "`apt-get update` failed" });
      await runCommand(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nats-server"], {
        env,
        failure: "`apt-get install nats-server` failed",
      });
    };
    await install().catch(() => undefined);
    if (await works(["nats-server", "--version"])) return "nats-server";
  }
  if (await works(["docker", "info"])) return "docker";
  throw new StartFailure(
    "There is no nats-server: install it (`apt-get install nats-server`, `brew install nats-server`), or set NATS_URL to a server with JetStream.",
  );
}

/** @param {readonly string[]} command @returns {Promise<boolean>} */
function works(command) {
  return runCommand(command, { failure: "no" }).then(
    () => true,
    () => false,
  );
}
