import type { z } from "zod";
import type { rejectListSchema } from "@/lib/contracts/batch";
import { csvLine } from "@/lib/http/csv-cell";

type Page = z.infer<typeof rejectListSchema>;

/**
 * Answers all pages of rejects as one CSV download, a page in memory at a time.
 * @param nextPage reads the page of a cursor when the client has taken the one before
 */
export function streamRejectsCsv(batchId: string, first: Page, nextPage: (cursor: string) => Promise<Page>): Response {
  const encoder = new TextEncoder();
  let page: Page | undefined = first;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) =>
        controller.enqueue(encoder.encode(csvLine(["record", "reason", "field", "message", "raw"]))),
      async pull(controller) {
        if (!page) return controller.close();
        const lines = page.rejects.map(({ record, reason, field, message, raw }) =>
          csvLine([record, reason, field, message, raw]),
        );
        controller.enqueue(encoder.encode(lines.join("")));
        page = page.nextCursor === null ? undefined : await nextPage(page.nextCursor);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="rejects-${batchId}.csv"`,
      "cache-control": "no-store",
    },
  });
}
