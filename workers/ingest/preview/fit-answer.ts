import type { PreviewAnswer } from "@/lib/contracts/preview";

/**
 * Writes an answer as JSON of at most so many bytes: as long as it is too large, half of the records
 * of each preview are left out, the last ones first. The counts always stay.
 */
export function fitAnswer(answer: PreviewAnswer, maxBytes: number): Uint8Array {
  let fitting = answer;
  for (;;) {
    const bytes = new TextEncoder().encode(JSON.stringify(fitting));
    const most = Math.max(...fitting.previews.map(({ records }) => records.length));
    if (bytes.byteLength <= maxBytes || most === 0) return bytes;
    const kept = Math.floor(most / 2);
    fitting = {
      previews: fitting.previews.map((preview) => ({ ...preview, records: preview.records.slice(0, kept) })),
    };
  }
}
