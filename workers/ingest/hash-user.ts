import { userKeyOf } from "@/lib/config/user-key";
import { boundedMemo } from "./bounded-memo";

/** Makes the function that turns a sender's user id into our key of that user, see {@link userKeyOf}. */
export function createUserHash(secret: string): (userId: string) => string {
  return boundedMemo((userId) => userKeyOf(secret, userId), 20_000);
}
