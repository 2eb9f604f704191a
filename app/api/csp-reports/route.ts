import { getEnv } from "@/lib/config/env";
import { cspReportSchema } from "@/lib/contracts/csp-report";
import { handlePublic } from "@/lib/http/handle";
import { readBody } from "@/lib/http/read-body";
import { createLogger } from "@/lib/log";
import { noteReport } from "./note-report";

const maxBytes = 16 * 1024;

/** Takes what browsers say that a page's policy refused; what is no such report is left alone. */
export const POST = handlePublic(async ({ request }) => {
  const body = await readBody(request, maxBytes);
  const report = cspReportSchema.safeParse(parse(body));
  if (report.success) noteReport(report.data, createLogger("csp", getEnv().LOG_LEVEL));
  return new Response(null, { status: 204 });
});

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
