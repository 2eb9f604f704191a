import { AppError } from "@/lib/errors";
import { CorrectedPart, type RecordForm } from "./corrected-part";
import type { Correction } from "./read-corrections";
import { SeenRecords } from "./seen-records";

/** So many records are looked up at a time, fewer when they are long. */
const pageSize = 1_000;
const pageLength = 4_000_000;
/** Files of one batch, each with a header line of its own. */
const maxParts = 64;

/** Tells how records of the batch were written; undefined for one that was not rejected in it. */
export type FindForms = (records: readonly number[]) => Promise<(RecordForm | undefined)[]>;

/**
 * Writes corrections down, those of each form into a part of their own, and looks all of them up: nothing is
 * sent before the last one has been found to be right.
 * @param parts receives the parts as they are begun, so that they can be closed whatever happens
 * @throws AppError `invalid_request` that names the record; what the corrections throw
 */
export async function gatherCorrections(
  corrections: AsyncIterable<Correction>,
  findForms: FindForms,
  parts: CorrectedPart[],
): Promise<void> {
  const byForm = new Map<string, CorrectedPart>();
  const seen = new SeenRecords();
  const take = async (page: readonly Correction[]) => {
    const forms = await findForms(page.map(({ record }) => record));
    requireAll(page, forms);
    requireOnce(page, seen);
    for (const [index, correction] of page.entries()) {
      const form = forms[index];
      if (form) await (await partOf(form, byForm, parts)).add(correction);
    }
  };
  let page: Correction[] = [];
  let length = 0;
  for await (const correction of corrections) {
    page.push(correction);
    length += correction.raw.length;
    if (page.length < pageSize && length < pageLength) continue;
    await take(page);
    page = [];
    length = 0;
  }
  if (page.length > 0) await take(page);
  if (parts.length === 0) throw new AppError("invalid_request", "There is no record in this file to send again.");
}

function requireAll(page: readonly Correction[], forms: readonly (RecordForm | undefined)[]): void {
  const records = page.filter((_, index) => forms[index] === undefined).map(({ record }) => record);
  const [first] = records;
  if (first === undefined) return;
  const message = `Record ${first} is not among the rejects of this batch: it was not rejected, or has been replayed since.`;
  throw new AppError("invalid_request", message, { records: records.slice(0, 20) });
}

/** Sent twice, one record that was rejected would become two events, unless it has an id of its own. */
function requireOnce(page: readonly Correction[], seen: SeenRecords): void {
  const twice = page.find(({ record }) => !seen.add(record));
  if (!twice) return;
  const message = `Record ${twice.record} is in this file twice: leave one of the two out.`;
  throw new AppError("invalid_request", message, { record: twice.record });
}

async function partOf(
  form: RecordForm,
  byForm: Map<string, CorrectedPart>,
  parts: CorrectedPart[],
): Promise<CorrectedPart> {
  const key = form.format === "csv" ? `csv ${form.header}` : form.format;
  const known = byForm.get(key);
  if (known) return known;
  if (parts.length === maxParts) {
    throw new AppError("invalid_request", `These rejects are of more than ${maxParts} files: send them in several.`);
  }
  const part = await CorrectedPart.create(form);
  parts.push(part);
  byForm.set(key, part);
  return part;
}
