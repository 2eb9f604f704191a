import Papa from "papaparse";
import { type SampleFields, sampleFieldsOf } from "@/lib/contracts/sample-fields";

export type { SampleFields } from "@/lib/contracts/sample-fields";

const maxRecords = 200;

/**
 * Lists the fields of records as they were sent, with their first values: of JSON by dotted paths, of
 * CSV by the names of the header line. What cannot be read, such as a record that was cut, is passed over.
 * @param csv the header line and the delimiter, when the records are rows of CSV
 */
export function sampleFields(
  records: readonly { raw: string }[],
  csv?: { header: string; delimiter: string },
): SampleFields {
  const read = csv ? rowReader(csv) : readObject;
  return sampleFieldsOf(records.slice(0, maxRecords).map(({ raw }) => read(raw)));
}

function readObject(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

function rowReader({ header, delimiter }: { header: string; delimiter: string }): (raw: string) => unknown {
  const cells = (line: string) => Papa.parse<string[]>(line, { delimiter, newline: "\n" }).data[0] ?? [];
  const names = cells(header.replace(/[\r\n]+$/, "")).map((name, index) => name.trim() || `column_${index + 1}`);
  return (raw) => {
    const values = cells(raw.replace(/[\r\n]+$/, ""));
    // without a prototype, so that a column named `__proto__` is a column like any other
    const record: Record<string, unknown> = Object.create(null);
    for (const [index, name] of names.entries()) record[name] = values[index];
    return record;
  };
}
