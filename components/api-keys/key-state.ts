import type { ApiKey } from "@/lib/contracts/api-keys";

export type KeyState = "works" | "expired" | "revoked";

/** Whether a key works at a time. */
export function keyState({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">, nowMs: number): KeyState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? "expired" : "works";
}

const dayMs = 86_400_000;

/** The choices of how long a key lives, in days; null is until it is revoked. */
export const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "none", label: "Until it is revoked" },
] as const;
export type Lifetime = (typeof lifetimes)[number]["value"];

/** When a key ends that is made now. */
export function expiryOf(lifetime: Lifetime, nowMs: number): string | null {
  return lifetime === "none" ? null : new Date(nowMs + Number(lifetime) * dayMs).toISOString();
}
