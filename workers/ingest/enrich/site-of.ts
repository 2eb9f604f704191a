import { parse } from "tldts";
import type { Refusal } from "../staged";

/** What the name of an app begins with; no web host is called `com.something.somewhere`. */
const appName = /^(?:com|org|net|io|co|me|app|de|fr|uk|us|jp|kr|cn|ru|tv|air)\.[\w-]+(?:\.[\w-]+)+$/i;

/**
 * Gives the site that an address or host belongs to: its registrable domain (`shop.co.uk` for
 * `https://www.shop.co.uk/x`). What has none is kept as it came: the name of an app, an address of
 * numbers, a name inside a house.
 */
export function siteOf(sent: string): string {
  if (appName.test(sent)) return sent;
  const { domain, hostname, isIcann, isPrivate, isIp } = parse(sent, { allowPrivateDomains: false });
  if (domain && (isIcann || isPrivate)) return domain;
  return isIp && hostname ? hostname : (hostname ?? sent);
}

/** A row of PostgreSQL's index on the sites of journeys holds 2,704 bytes, and the kind and time stand in it too. */
const maxBytes = 2048;

/**
 * Refuses a site that is too long to be looked up: text of which no host could be read, in letters that take several
 * bytes. Hosts have at most 253.
 * @param site see {@link siteOf}
 */
export function refuseSite(site: string | null): Refusal | null {
  if (site === null || site.length * 3 <= maxBytes || Buffer.byteLength(site) <= maxBytes) return null;
  const message = `site must be an address, or text of at most ${maxBytes} bytes in UTF-8.`;
  return { rejection: { reason: "invalid_value", field: "site", message } };
}
