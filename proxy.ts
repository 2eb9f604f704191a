import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { getEnv } from "@/lib/config/env";
import { isDevelopment } from "@/lib/config/mode";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";

const policyHeader = "content-security-policy";
const twoYearsSeconds = 63_072_000;

/**
 * Gives every page its content security policy with a nonce of its own, which Next.js reads from the request and puts
 * on its scripts. It decides nothing about who may see what: each page and route does that for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set(policyHeader, policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(policyHeader, policy);
  if (getEnv().PUBLIC_URL.startsWith("https:")) {
    response.headers.set("strict-transport-security", `max-age=${twoYearsSeconds}`);
  }
  return response;
}

/** Pages only: a body that passes through here is cut at 10 MB, so nothing of the API does. */
export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg|logo.svg).*)"] };
