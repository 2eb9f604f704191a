import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { normalEmail } from "./attempt-limits";

const name = "advertisex.device";
const maxAgeSeconds = 180 * 86_400;
/** A device keeps the accounts that signed in on it last. */
const mostAccounts = 5;

/**
 * Which device this is, if it has signed in to the account before; else null. The cookie holds the device's id and,
 * for each account, a signature over both, which only this installation can make.
 */
export function readDevice(cookies: string | null, email: string, key: Buffer): string | null {
  const { deviceId, signatures } = parse(cookies);
  const own = sign(deviceId, email, key);
  return deviceId !== "" && signatures.some((signature) => isSame(signature, own)) ? deviceId : null;
}

/**
 * The `Set-Cookie` that makes the device known to the account.
 * @param isSecure whether browsers may send it over https only
 */
export function deviceCookie(cookies: string | null, email: string, key: Buffer, isSecure: boolean): string {
  const known = parse(cookies);
  const deviceId = known.deviceId || randomBytes(16).toString("base64url");
  const own = sign(deviceId, email, key);
  const others = known.signatures.filter((signature) => signature !== own);
  const value = [deviceId, own, ...others].slice(0, 1 + mostAccounts).join(".");
  const attributes = [
    "Path=/",
    `Max-Age=${maxAgeSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure ? ["Secure"] : []),
  ];
  return [`${name}=${value}`, ...attributes].join("; ");
}

function parse(cookies: string | null): { deviceId: string; signatures: string[] } {
  const found = (cookies ?? "").split(/; */).find((each) => each.startsWith(`${name}=`));
  const [deviceId = "", ...signatures] = found?.slice(name.length + 1).split(".") ?? [];
  if (!/^[\w-]{22}$/.test(deviceId)) return { deviceId: "", signatures: [] };
  return { deviceId, signatures: signatures.filter((each) => /^[\w-]{43}$/.test(each)).slice(0, mostAccounts) };
}

function sign(deviceId: string, email: string, key: Buffer): string {
  return createHmac("sha256", key)
    .update(`${deviceId}\n${normalEmail(email)}`)
    .digest("base64url");
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
