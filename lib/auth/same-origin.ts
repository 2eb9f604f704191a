import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { trustedOrigins } from "./trusted-origins";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a request that would change something in a person's name from another site's page. The
 * browser sends the cookie there too, but `Origin` tells the page (OWASP, Cross-Site Request
 * Forgery Prevention, "Verifying origin with standard headers").
 * @throws AppError `wrong_scope`
 */
export function requireSameOrigin(request: Pick<Request, "method" | "headers">, origins?: readonly string[]): void {
  if (readingMethods.has(request.method)) return;
  const origin = request.headers.get("origin");
  if (origin !== null && (origins ?? trustedOrigins(getEnv())).includes(origin)) return;
  throw new AppError(
    "wrong_scope",
    "A signed-in browser may change things only from the console's own address: use that, or an API key.",
  );
}
