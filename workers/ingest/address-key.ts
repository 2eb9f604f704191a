import { createHmac } from "node:crypto";
import { boundedMemo } from "./bounded-memo";
import { type Address, readAddress } from "./filter/address/read-address";

const networkBits = 64n;

/**
 * Makes the function that turns an address into our key of it: the first 16 bytes of HMAC-SHA256(secret,
 * `address:` + address), written as a uuid. IPv6 stands for its /64, of which one household has all; IPv4 inside
 * IPv6 is IPv4. The address itself is stored nowhere.
 * @param secret `APP_SECRET`
 * @returns null for what is no address
 */
export function createAddressHash(secret: string): (ip: string) => string | null {
  return boundedMemo((ip) => {
    const address = readAddress(ip);
    if (!address) return null;
    const hex = createHmac("sha256", secret)
      .update(`address:${networkOf(address)}`)
      .digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  }, 20_000);
}

/** IPv4 in dotted decimals; of IPv6 the upper 64 bits in hexadecimal digits. */
function networkOf({ family, value, text }: Address): string {
  return family === 4 ? text : (value >> networkBits).toString(16).padStart(16, "0");
}
