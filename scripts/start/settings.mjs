import { resolve } from "node:path";
import { StartFailure } from "./start-failure.mjs";

/**
 * @typedef {{ dev: boolean, port: number, host: string, dataDir: string, databaseUrl?: string, natsUrl?: string,
 *   demo: boolean, publicUrl: string, slackWebhookUrl?: string }} Settings
 */

/**
 * Reads the variables of `npm start` (README, "Two commands").
 * @param {Record<string, string | undefined>} env
 * @param {readonly string[]} args
 * @returns {Settings}
 */
export function readSettings(env, args) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartFailure(`PORT is '${env.PORT}': set it to a number from 1 to 65535.`);
  }
  if (env.DEMO && !["0", "1"].includes(env.DEMO)) throw new StartFailure(`DEMO is '${env.DEMO}': set it to 0 or 1.`);
  if (env.APP_SECRET && env.APP_SECRET.length < 32) {
    throw new StartFailure(
      "APP_SECRET has fewer than 32 characters: set it to a longer one, or leave it out to have one made.",
    );
  }
  const host = env.HOST || "127.0.0.1";
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return {
    dev: args.includes("--dev"),
    port,
    host,
    dataDir: resolve(env.DATA_DIR || ".data"),
    databaseUrl: env.DATABASE_URL || undefined,
    natsUrl: env.NATS_URL || undefined,
    demo: env.DEMO !== "0",
    publicUrl: env.PUBLIC_URL || `http://${reachable}:${port}`,
    slackWebhookUrl: env.SLACK_WEBHOOK_URL || undefined,
  };
}

/**
 * Refuses a Node that is too old.
 * @param {string} version such as `20.19.0`
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StartFailure(`This is Node ${version}: install Node 20.19 or newer.`);
}
