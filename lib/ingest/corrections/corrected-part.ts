import { maxRecordBytes } from "@/lib/contracts/chunk";
import { AppError } from "@/lib/errors";
import { BodyRefusal } from "../split/body-refusal";
import { CsvSplitter } from "../split/split-csv";
import { CorrectedFile } from "./corrected-file";
import type { Correction } from "./read-corrections";

/** How the rejected records of a file were written: a row of CSV means nothing without its header line. */
export type RecordForm = { format: "json" } | { format: "csv"; header: string };

/** What a download shows for bytes that are no UTF-8: sent back, it would become part of somebody's data. */
const unreadable = "\ufffd";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The corrected records of one form, written so that the door cuts them into the same records again. */
export class CorrectedPart {
  readonly contentType: string;
  readonly #rows: CsvSplitter | undefined;

  private constructor(
    readonly form: RecordForm,
    readonly file: CorrectedFile,
  ) {
    this.contentType = form.format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson";
    this.#rows = form.format === "csv" ? new CsvSplitter(maxRecordBytes) : undefined;
  }

  static async create(form: RecordForm): Promise<CorrectedPart> {
    const part = new CorrectedPart(form, await CorrectedFile.create());
    if (form.format !== "csv") return part;
    const header = encode(`${form.header}\n`);
    for (const _ of part.#rows?.push(header) ?? []) throw new Error("A header line is one line.");
    await part.file.append(header);
    return part;
  }

  /** @throws AppError `invalid_request` when the text is not exactly one record */
  async add({ record, raw }: Correction): Promise<void> {
    if (raw.trim() === "") throw invalid(record, "has no raw text: write it, or leave the record out");
    if (raw.includes(unreadable)) {
      throw invalid(record, "holds the sign for a character that could not be read (U+FFFD): write the right one");
    }
    // in JSON a line end only stands between what it is made of, so a space means the same
    const line = encode(`${this.#rows ? raw : raw.replace(/[\r\n]+/g, " ")}\n`);
    if (line.length > maxRecordBytes) throw invalid(record, `is longer than ${maxRecordBytes} bytes`);
    if (this.#rows && !isOneRow(this.#rows, line)) {
      throw invalid(
        record,
        "is not one row of CSV: see that its quotes are closed, and that it is one line outside of them",
      );
    }
    await this.file.append(line);
  }
}

/** Rows come one after the other, so the splitter stands at the beginning of one as long as each is whole. */
function isOneRow(rows: CsvSplitter, line: Uint8Array): boolean {
  try {
    return [...rows.push(line)].length === 1;
  } catch (error) {
    if (error instanceof BodyRefusal) return false;
    throw error;
  }
}

function invalid(record: number, what: string): AppError {
  return new AppError("invalid_request", `Record ${record} ${what}.`, { record });
}
