import type { CorrelateMessage } from "@/lib/contracts/correlate";
import type { PrismaClient } from "@/lib/storage/prisma";
import type { TouchedBy } from "../write-results";

/** Matches the impressions of touched auctions and bidders to their bid requests again, and writes what changed. */
export async function matchBids(
  _prisma: PrismaClient,
  _touchedBy: TouchedBy,
  _message: Pick<CorrelateMessage, "auctions" | "bidders">,
): Promise<void> {}
