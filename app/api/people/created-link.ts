import type { NewLink } from "@/lib/auth/one-time-token";
import { getEnv } from "@/lib/config/env";
import type { CreatedLink } from "@/lib/contracts/people";

/** The answer that shows a link, once. The token stands behind `#`, which browsers send to no server and write to no log. */
export function createdLink({ id, token }: NewLink, expiresAt: Date): CreatedLink {
  return { id, url: `${getEnv().PUBLIC_URL}/welcome#${token}`, expiresAt: expiresAt.toISOString() };
}
