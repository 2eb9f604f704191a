import { isbot } from "isbot";
import { boundedMemo } from "../../bounded-memo";
import type { RecordRule } from "../record-rule";

/** Whoever calls itself a bot or spider: the list of the package isbot, and what is added to it or taken out. */
export const knownCrawler: RecordRule<"known_crawler"> = {
  name: "known_crawler",
  compile: ({ patterns, exceptions }) => {
    const [added, excepted] = [patterns, exceptions].map((texts) => texts.map((text) => text.toLowerCase()));
    const isCrawler = boundedMemo((agent) => {
      const lower = agent.toLowerCase();
      if (excepted?.some((text) => lower.includes(text))) return false;
      return isbot(agent) || (added?.some((text) => lower.includes(text)) ?? false);
    }, 5000);
    return ({ event }) => event.userAgent !== undefined && isCrawler(event.userAgent);
  },
};
