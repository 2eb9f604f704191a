import Bowser from "bowser";
import type { Principal } from "@/lib/auth/principal";
import type { SessionList } from "@/lib/contracts/account";
import { listSessions } from "@/lib/read-models/account/list-sessions";
import type { PersonScope } from "@/lib/scope";

/** The sessions of who asks, each by the device that its user agent names. */
export async function listOwn(scope: PersonScope, principal: Principal): Promise<SessionList> {
  const thisId = principal.kind === "session" ? principal.sessionId : "";
  const rows = await listSessions(scope);
  return {
    sessions: rows.map(({ id, userAgent, createdAt, expiresAt }) => ({
      id,
      device: deviceOf(userAgent),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isThis: id === thisId,
    })),
  };
}

function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "An unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name ?? "An unknown browser", os.name && `on ${os.name}`].filter(Boolean).join(" ");
}
