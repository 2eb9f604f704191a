import { noteOpened } from "@/lib/actions/share/share-links";
import { isAllowed } from "@/lib/auth/authorise";
import { findPerson } from "@/lib/auth/find-person";
import { hashOneTimeToken } from "@/lib/auth/one-time-token";
import { scopeOf } from "@/lib/auth/scope-of";
import { type SharedReport, sharedTokenSchema } from "@/lib/contracts/share";
import { AppError } from "@/lib/errors";
import { json, parseBody } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";
import { getReportDocument } from "@/lib/read-models/share/get-report-document";
import { findShareLink } from "@/lib/read-models/share/list-share-links";
import { covers, onlyAdvertisers } from "@/lib/scope";

/** The report that a link shows, for whoever has it, as long as who made it may share it. */
export const POST = handlePublic(async ({ request }) => {
  const { token } = await parseBody(sharedTokenSchema, request);
  const link = await findShareLink(hashOneTimeToken(token));
  const sharer = link && (await findPerson(link.creatorId));
  // one answer for what never was, what is over, and what its maker may not show any more
  const gone = new AppError("not_found", "This link does not work any more. Ask who sent it for a new one.");
  if (!link || !sharer || !isAllowed(sharer, "campaigns")) throw gone;
  if (!covers(scopeOf(sharer, "campaigns"), link.advertiserId)) throw gone;
  const report = await getReportDocument(onlyAdvertisers([link.advertiserId]), link.campaignId, link.settings);
  await noteOpened(link.id);
  return json({ name: link.name, expiresAt: link.expiresAt.toISOString(), report } satisfies SharedReport);
});
