import type { PullSurroundings } from "@/lib/actions/pulls/create-pull";
import { seal, unseal } from "@/lib/auth/seal";
import { getEnv } from "@/lib/config/env";

/** What a secret access key is sealed for: that of one pull opens for no other. */
const contextOf = (pullId: string) => `pull:${pullId}`;

/** Where pulls may read from, and how their secrets are kept. */
export function pullSurroundings(): PullSurroundings {
  return {
    roots: getEnv().PULL_FOLDERS,
    seal: (secret, pullId) => seal(secret, contextOf(pullId)),
  };
}

/** Opens the secret of a pull. */
export function unsealSecret(sealed: Uint8Array, pullId: string): string {
  return unseal(sealed, contextOf(pullId));
}
