import Bowser from "bowser";
import { boundedMemo } from "../bounded-memo";

export interface Agent {
  device: string;
  browser: string;
  os: string;
}

const unknown = "unknown";
const devices = new Set(["desktop", "mobile", "tablet", "tv"]);
const maxNameLength = 64;

/** Reads device, browser and system from a user agent; what it does not tell is `unknown`. */
export const agentOf = boundedMemo((userAgent: string): Agent => {
  const { platform, browser, os } = Bowser.parse(userAgent);
  return {
    device: platform.type && devices.has(platform.type) ? platform.type : unknown,
    browser: browser.name?.slice(0, maxNameLength) || unknown,
    os: os.name?.slice(0, maxNameLength) || unknown,
  };
}, 10_000);

export const unknownAgent: Agent = { device: unknown, browser: unknown, os: unknown };
