import { drawBrowserAgent } from "../agents";
import type { Random } from "../random";
import type { User } from "../users";

/**
 * The first two numbers of blocks that cloud companies announce (Amazon, Hetzner, DigitalOcean, OVH): facts of
 * the registries. Nobody's service is meant; rules need addresses that really stand in data centres.
 */
const cloudBlocks = ["3.208", "52.4", "88.198", "135.181", "167.71", "51.68"] as const;
/** Behind which no person of the audience is: see `users.ts`. */
const farmAddress = "198.51.100.255";

const countries = ["US", "DE", "GB", "IN"] as const;

/** Ids of people who do not exist begin with `u-8`; the audience's are below, the crawlers' above. */
function fraudster(number: number, random: Random, ip: string): User {
  const id = `u-8${String(number).padStart(5, "0")}`;
  return { id, country: random.pick(countries), userAgent: drawBrowserAgent(random), ip };
}

/** A program in a data centre that calls itself a browser; one of a hundred machines. */
export function cloudUser(random: Random): User {
  const machine = random.below(100);
  const block = cloudBlocks[machine % cloudBlocks.length] ?? cloudBlocks[0];
  return fraudster(machine, random, `${block}.${machine}.${10 + machine}`);
}

/** A phone of the farm. */
export function farmUser(phone: number, random: Random): User {
  return fraudster(10_000 + phone, random, farmAddress);
}

/** Somebody whose proxy gives its own address away in place of the person's. */
export function proxiedUser(random: Random): User {
  return fraudster(20_000 + random.below(60), random, `10.${random.below(4)}.0.${1 + random.below(250)}`);
}

/** One id on many addresses, one after the other. */
export function roamingUser(step: number, random: Random): User {
  return { ...fraudster(30_000, random, `203.0.113.${1 + ((step * 7) % 250)}`), country: "US" };
}

/** One browser at a page that shows ad after ad. */
export function refreshingUser(random: Random): User {
  return fraudster(40_000, random, "192.0.2.255");
}

/** A browser that clicks by itself. */
export function autoClicker(random: Random): User {
  return fraudster(50_000 + random.below(40), random, `192.0.2.${1 + random.below(250)}`);
}
