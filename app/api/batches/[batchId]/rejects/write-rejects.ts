import type { z } from "zod";
import type { rejectListSchema } from "@/lib/contracts/batch";
import { csvLine } from "@/lib/contracts/csv-cell";

type Page = z.infer<typeof rejectListSchema>;
/** Reads the page of a cursor. */
type NextPage = (cursor: string) => Promise<Page>;

/** How a download of rejects is written: what stands in front, each page, and what stands behind. */
interface Writing {
  mediaType: string;
  start: string;
  /** @param isFirst whether no reject has been written yet */
  page: (rejects: Page["rejects"], isFirst: boolean) => string;
  end: string;
}

const columns = ["record", "reason", "field", "message", "raw"] as const;

export const writings: Readonly<Record<"csv" | "json", Writing>> = {
  csv: {
    mediaType: "text/csv; charset=utf-8; header=present",
    start: csvLine(columns),
    page: (rejects) => rejects.map((reject) => csvLine(columns.map((column) => reject[column]))).join(""),
    end: "",
  },
  json: {
    mediaType: "application/json",
    start: '{"rejects":[',
    page: (rejects, isFirst) =>
      rejects.map((reject, index) => `${isFirst && index === 0 ? "" : ","}\n${JSON.stringify(reject)}`).join(""),
    end: "\n]}\n",
  },
};

/** Writes all pages of rejects, a page in memory at a time. */
export async function* writeRejects(writing: Writing, first: Page, nextPage: NextPage): AsyncGenerator<string> {
  yield writing.start + writing.page(first.rejects, true);
  for (let { nextCursor } = first; nextCursor !== null; ) {
    const page = await nextPage(nextCursor);
    yield writing.page(page.rejects, false);
    nextCursor = page.nextCursor;
  }
  yield writing.end;
}
