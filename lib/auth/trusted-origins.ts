import type { Env } from "@/lib/config/env";

/**
 * The origins at which the console is served: the public address, and this machine by its usual
 * names. A request that changes something with a session must come from one of them.
 */
export function trustedOrigins(env: Pick<Env, "PUBLIC_URL" | "HOST" | "PORT">): string[] {
  const anyAddress = env.HOST === "0.0.0.0" || env.HOST === "::";
  const hosts = ["127.0.0.1", "localhost", "[::1]", ...(anyAddress ? [] : [bracketed(env.HOST)])];
  const local = hosts.map((host) => new URL(`http://${host}:${env.PORT}`).origin);
  return [...new Set([new URL(env.PUBLIC_URL).origin, ...local])];
}

/** An IPv6 address stands in brackets in a URL. */
function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}
