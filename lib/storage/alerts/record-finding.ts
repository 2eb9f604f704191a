import type { PrismaClient } from "@/lib/storage/prisma";
import type { Finding } from "./finding";
import { openAlert } from "./open-alert";
import { reopenAlert } from "./reopen-alert";
import { seeAgain } from "./see-again";

/**
 * Brings a finding into the alerts, in one transaction: the unresolved alert of its fingerprint hears of
 * it, else one resolved within the last hour is reopened, else a new one is opened.
 * @returns what happened; `seen` without a line in the timeline, `quiet` when a person has resolved it lately
 */
export async function recordFinding(
  prisma: Pick<PrismaClient, "$transaction">,
  finding: Finding,
  now: Date,
): Promise<"opened" | "reopened" | "repeated" | "seen" | "quiet"> {
  return await prisma.$transaction(async (db) => {
    const seen = await seeAgain(db, finding, now);
    if (seen) return seen.line ?? "seen";
    const reopened = await reopenAlert(db, finding, now);
    if (reopened) return reopened;
    return (await openAlert(db, finding, now)) ? "opened" : "seen";
  });
}
