import { parse } from "tldts";

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
