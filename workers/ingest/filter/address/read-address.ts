import ipaddr from "ipaddr.js";
import { boundedMemo } from "../../bounded-memo";

/** An internet address. */
export interface Address {
  family: 4 | 6;
  /** As 32 bits or 128 bits. */
  value: bigint;
  /** In the one spelling that RFC 5952 and dotted decimals leave; without zone and port. */
  text: string;
  /** Whether it can be somebody's on the internet, see {@link placeOf}. */
  isPublic: boolean;
  /** Whether it stands in the networks that are for examples: counted as public, and in no country. */
  isExample: boolean;
}

/** Longer text is no address, whatever stands in it: 45 characters, a zone and a port. */
const maxLength = 64;

/**
 * Reads an address: IPv4 in four decimal parts, or IPv6; IPv4 inside IPv6 (`::ffff:1.2.3.4`) is IPv4. A port
 * behind it, as proxies write it, is passed over. The short, octal and hexadecimal spellings that
 * inet_aton knows are no addresses here: who writes 127.1 did not get it from a connection.
 * @returns null for what is no address
 */
export const readAddress = boundedMemo((text: string): Address | null => {
  if (text.length > maxLength) return null;
  const host = withoutPort(text.trim());
  if (ipaddr.IPv4.isValidFourPartDecimal(host)) return fromIPv4(ipaddr.IPv4.parse(host));
  if (!host.includes(":") || !ipaddr.IPv6.isValid(host)) return null;
  const address = ipaddr.IPv6.parse(host.split("%")[0] ?? "");
  return address.isIPv4MappedAddress() ? fromIPv4(address.toIPv4Address()) : fromIPv6(address);
}, 20_000);

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text);
  if (bracketed) return bracketed[1] ?? "";
  return /^[\d.]+:\d{1,5}$/.test(text) ? (text.split(":")[0] ?? "") : text;
}

function fromIPv4(address: ipaddr.IPv4): Address {
  return { family: 4, value: bitsOf(address), text: address.toString(), ...placeOf(address) };
}

function fromIPv6(address: ipaddr.IPv6): Address {
  return { family: 6, value: bitsOf(address), text: address.toRFC5952String(), ...placeOf(address) };
}

/** The bits of an address as one number. */
export function bitsOf(address: ipaddr.IPv4 | ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** RFC 5737 and 3849: for examples, which is what our own examples and demonstration use them for. */
const documentation = {
  documentation: ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"].map((network) =>
    ipaddr.parseCIDR(network),
  ),
};
/** Ranges of ipaddr.js that packets of people can come from, though they are special. */
const routed = new Set(["unicast", "6to4", "teredo", "rfc6052", "as112", "as112v6", "amt"]);
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Tells whether an address can be somebody's on the internet: none of the private, reserved, loopback and
 * link-local ones (IANA's special-purpose registries), and of IPv6 only what is assigned at all (2000::/3, and
 * the prefix of NAT64). The networks for documentation count as public.
 */
function placeOf(address: ipaddr.IPv4 | ipaddr.IPv6): Pick<Address, "isPublic" | "isExample"> {
  if (ipaddr.subnetMatch(address, documentation, "other") === "documentation") {
    return { isPublic: true, isExample: true };
  }
  const range = address.range();
  const isAssigned = address.kind() === "ipv4" || range === "rfc6052" || (address as ipaddr.IPv6).match(globalUnicast);
  return { isPublic: routed.has(range) && isAssigned, isExample: false };
}
