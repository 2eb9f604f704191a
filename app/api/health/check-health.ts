import { within } from "@/lib/clock";
import type { Health } from "@/lib/contracts/health";
import { listStreamDepths } from "@/lib/ingest/health/list-stream-depths";
import { checkDatabase } from "@/lib/read-models/health/check-database";
import { listSilentRoles } from "@/lib/read-models/health/list-silent-roles";

const timeoutMs = 2_000;

let running: Promise<Health> | undefined;

/** Checks all parts, each for 2 s at most. Requests that come together share one check. */
export function checkHealth(): Promise<Health> {
  running ??= check().finally(() => {
    running = undefined;
  });
  return running;
}

async function check(): Promise<Health> {
  const [database, nats, workers] = await Promise.all([
    result(checkDatabase(), "The database does not answer."),
    result(listStreamDepths(), "NATS does not answer, or its streams are missing."),
    result(listSilentRoles().then(sayMissing), "The database, where workers report, does not answer."),
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
  return roles.length === 0
    ? undefined
    : `No worker is running the ${roles.length > 1 ? "roles" : "role"} ${roles.join(", ")}.`;
}
