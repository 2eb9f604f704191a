import type { Inspection } from "@/lib/contracts/preview";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { inspectSample } from "@/lib/ingest/inspect/inspect-sample";
import { readFileName } from "@/lib/ingest/inspect/read-file-name";
import { findSchema } from "@/lib/read-models/schemas/find-schema";
import { readSample } from "../read-sample";
import { findCandidates } from "./find-candidates";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

/** What a client sends that does not say what the body is. */
const anyType = /^(?:application\/octet-stream|application\/x-www-form-urlencoded)(?:;|$)/i;

/** Tells what a file seems to be by its first bytes, and whose: nothing is taken in. */
export const POST = handle.operate(async ({ scope, request }) => {
  const fileName = readFileName(request.headers);
  const given = request.headers.get("content-type");
  const contentType = given === null || anyType.test(given) ? null : given;
  const inspected = await inspectSample(await readSample(request), { fileName, contentType, findSchema });
  const { cut: _, ...seen } = inspected;
  return json({ ...seen, candidates: await findCandidates(scope, inspected, fileName) } satisfies Inspection);
});
