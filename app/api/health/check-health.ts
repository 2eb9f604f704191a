import { within } from "@/lib/clock";
import type { Health } from "@/lib/contracts/health";
import { listStreamDepths } from "@/lib/ingest/health/list-stream-depths";
import { checkDatabase } from "@/lib/read-models/health/check-database";
import { listSilentRoles } from "@/lib/read-models/health/list-silent-roles";

const timeoutMs = 2_000;

/** What is asked: each rejects when its part does not answer. */
export interface HealthParts {
  database(): Promise<unknown>;
  nats(): Promise<unknown>;
  /** The roles that nobody runs. */
  silentRoles(): Promise<readonly string[]>;
}

const realParts: HealthParts = {
  database: () => checkDatabase(),
  nats: () => listStreamDepths(),
  silentRoles: () => listSilentRoles(),
};

/** Checks all parts at once, each for 2 s at most. */
export async function checkHealth(parts: HealthParts = realParts): Promise<Health> {
  const [database, nats, workers] = await Promise.all([
    result(parts.database(), "The database does not answer."),
    result(parts.nats(), "NATS does not answer, or its streams are missing."),
    result(parts.silentRoles().then(sayMissing), "The database, where workers report, does not answer."),
  ]);
  const isOk = [database, nats, workers].every((check) => check === "ok");
  return { status: isOk ? "ok" : "failing", checks: { database, nats, workers } };
}

/** `ok`, what the check itself says, or the sentence for one that failed; the cause may not leave the house. */
async function result(check: Promise<unknown>, failed: string): Promise<string> {
  return within(timeoutMs, check).then(
    (said) => (typeof said === "string" ? said : "ok"),
    () => failed,
  );
}

function sayMissing(roles: readonly string[]): string | undefined {
  if (roles.length === 0) return undefined;
  return `No worker is running the ${roles.length > 1 ? "roles" : "role"} ${roles.join(", ")}.`;
}
