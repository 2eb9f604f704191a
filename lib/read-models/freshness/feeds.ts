import { Prisma } from "@/lib/storage/prisma";

/**
 * Which kinds of event a path of the door brings. A file of interactions is both clicks and
 * conversions, and its ledger does not tell them apart: it counts for both.
 */
export const feeds = Prisma.sql`(values
  ('impressions', 'impression'), ('clicks', 'click'), ('conversions', 'conversion'),
  ('interactions', 'click'), ('interactions', 'conversion'), ('bid-requests', 'bid_request')
) as feed (path, kind)`;
