import { findBatch } from "@/app/api/batches/find-batch";
import { findSourceLimits } from "@/app/api/imports/find-source-limits";
import { authorise, isAllowed } from "@/lib/auth/authorise";
import type { Principal } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";
import { OpenPlaces } from "@/lib/http/open-places";
import { sendCorrections } from "./send-corrections";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** Each writes a file of up to 64 MB before it sends it. */
const places = new OpenPlaces(8, "Too many corrections are being read at the moment. Send the file again.");

/** Takes the rejects of a batch back, corrected, as a batch of their own; answers as the door does. */
export const POST = handle.batches<{ batchId: string }>(async ({ scope, request, params, principal, url }) => {
  requireSender(principal);
  const batch = await findBatch(scope, params.batchId);
  if (!batch) throw new AppError("not_found", "There is no such batch.");
  const limits = await findSourceLimits(scope, batch.source);
  const giveBack = places.take();
  try {
    return await sendCorrections(scope, { request, url, batch, limits });
  } finally {
    giveBack();
  }
});

/** Who may send events: for any source, or for the one that an ingest key is of. */
function requireSender(principal: Principal): void {
  if (!isAllowed(principal, "ingest")) authorise(principal, "operate");
}
