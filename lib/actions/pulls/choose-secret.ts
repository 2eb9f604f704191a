import type { PullLocation } from "@/lib/contracts/pull";
import { notValid } from "./check-settings";

/** A location with the sealed secret that is kept for it. */
export interface Kept {
  location: PullLocation;
  sealed: Uint8Array | null;
}

/**
 * Chooses the secret of a location: the one that is given, else the one that is kept for the same access key,
 * else none, where the location has no access key.
 * @param seal makes the kept form of a given secret
 * @throws AppError `invalid_request` for a secret without its key, or a key without its secret
 */
export function chooseSecret(
  location: PullLocation,
  given: string | undefined,
  { kept, seal }: { kept: Kept | null; seal: (secret: string) => Uint8Array },
): Uint8Array | null {
  const key = accessKeyOf(location);
  if (key === undefined) {
    if (given !== undefined) throw notValid("secretAccessKey", "is given without the access key that it belongs to");
    return null;
  }
  if (given !== undefined) return seal(given);
  if (kept?.sealed && accessKeyOf(kept.location) === key) return kept.sealed;
  throw notValid("secretAccessKey", "is missing: each access key needs its secret");
}

function accessKeyOf(location: PullLocation): string | undefined {
  return location.type === "s3" ? location.accessKeyId : undefined;
}
