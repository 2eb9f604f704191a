import { actorOf, type Principal } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";

/** Who acts, by the name of the audit log and by their id. People only: no key changes people. */
export function actingPerson(principal: Principal): { actor: string; actorId: string } {
  if (principal.kind === "session") return { actor: actorOf(principal), actorId: principal.userId };
  throw new AppError("wrong_scope", "This needs a person who has signed in.");
}
